using System.Text.Json;
using Lab.Chaos.Journals;
using Lab.Chaos.Statistics;
using Lab.Contracts;

namespace Lab.Chaos.Predict.Scores;

/// <summary>How predictions fared over many runs.</summary>
internal sealed record Scoreboard
{
    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<ScoredRun> Runs { get; init; }

    /// <summary>Runs whose invariants told which boundary broke.</summary>
    public int Told => Runs.Count(run => run.Score.Rank is not null);

    public int RankedFirst => Runs.Count(run => run.Score.Rank == 1);

    public int MostWrittenFirst => Runs.Count(run => run.Score is { Rank: not null, MostWrittenRank: 1 });

    /// <summary>Runs in which a random order would have put it first, on average.</summary>
    public double RandomFirst => Runs.Where(run => run.Score.Rank is not null).Sum(run => 1.0 / run.Score.Boundaries);

    public double? MeanRank => Mean(run => run.Score.Rank);

    public double? MeanMostWrittenRank => Mean(run => run.Score.MostWrittenRank);

    public double? MeanRandomRank => Mean(run => run.Score.RandomRank);

    public int Arms => AllArms.Count();

    /// <summary>Arms whose predicted rate lies in the measured interval.</summary>
    public int Within => AllArms.Count(arm => arm.Within);

    public int WithinFactorThree => AllArms.Count(arm => arm.Within || arm.FactorOff <= 3);

    /// <summary>Median over arms in which something was violated; null when there was none.</summary>
    public double? MedianFactorOff
    {
        get
        {
            var factors = AllArms.Where(arm => arm.Measured > 0 || !arm.Within).Select(arm => arm.FactorOff).ToList();
            return factors.Count == 0 ? null : Quantiles.Median(factors);
        }
    }

    private IEnumerable<ArmScore> AllArms => Runs.SelectMany(run => run.Score.Arms);

    /// <summary>From the journals of a folder of runs, or of one run.</summary>
    /// <exception cref="LabException">There is no such folder, or no run in it made a prediction.</exception>
    public static Scoreboard Read(string runs)
    {
        if (!Directory.Exists(runs))
        {
            throw new LabException($"Folder '{runs}' is not there. Give the folder of the runs: ./lab predict --score runs/.");
        }

        var scored = Directory.EnumerateFiles(runs, "journal.json", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
            .Order(StringComparer.Ordinal)
            .Select(Scored)
            .OfType<ScoredRun>()
            .ToList();
        return scored.Count > 0
            ? new Scoreboard { Runs = scored }
            : throw new LabException($"No run under '{runs}' has a prediction to score. Make one: ./lab hunt ticketing.");
    }

    // Only what the score needs is read, so that a journal of any age and version counts as far as it can.
    private static ScoredRun? Scored(string journal)
    {
        try
        {
            var read = JsonSerializer.Deserialize<JournalOfScore>(File.ReadAllText(journal), JournalJson.Options);
            return read is { Run: { } run, Scenario: { } scenario, Predicted: { } score } ? new ScoredRun(run, scenario, score) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private double? Mean(Func<ScoredRun, double?> of) => Runs.Where(run => run.Score.Rank is not null).Select(of).Average();

    private sealed record JournalOfScore(string? Run, string? Scenario, PredictionScore? Predicted);
}

/// <summary>One run and how its prediction fared.</summary>
internal sealed record ScoredRun(string Run, string Scenario, PredictionScore Score);
