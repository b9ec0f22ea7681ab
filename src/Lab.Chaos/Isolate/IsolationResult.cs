using System.Text.Json;
using Lab.Chaos.Journals;
using Lab.Chaos.Statistics;

namespace Lab.Chaos.Isolate;

/// <summary>What an isolation found, <c>isolate.json</c> in the folder of its run.</summary>
internal sealed record IsolationResult
{
    public const string FileName = "isolate.json";

    public required string Scenario { get; init; }

    public required string Variant { get; init; }

    public required string Downstream { get; init; }

    public required long Seed { get; init; }

    public required int Requests { get; init; }

    public required TimeSpan Within { get; init; }

    /// <summary>From the first volleys, before any latency was changed.</summary>
    public required NearMisses NearMisses { get; init; }

    /// <summary>Which step the latency stands in for.</summary>
    public required string Step { get; init; }

    /// <summary>Names of the mappings that were delayed.</summary>
    public required IReadOnlyList<string> Delayed { get; init; }

    /// <summary>Rate against latency: the stub as it is, then each rung that was measured.</summary>
    public required IReadOnlyList<Rung> Ladder { get; init; }

    /// <summary>Rungs left out because a volley had become too long, ms.</summary>
    public required IReadOnlyList<double> LeftOutMs { get; init; }

    /// <summary>The latency that yields most for its cost, measured anew; null when no rung was violated.</summary>
    public required Confirmation? Confirmation { get; init; }

    /// <summary>All rungs slower than the stub is by itself, pooled.</summary>
    public required Rung Slowed { get; init; }

    /// <summary>Null when the run has none, or one that this lab cannot read.</summary>
    public static IsolationResult? Read(RunFolder run) => RunFile.Read<IsolationResult>(run, FileName);

    public void Save(RunFolder run) => File.WriteAllText(
        Path.Combine(run.Path, FileName), JsonSerializer.Serialize(this, JournalJson.Options) + "\n");
}

/// <summary>
/// Fresh volleys for the latency that the ladder pointed to. Its own rates on the ladder are not used here: a rung that was picked because
/// it did well would do worse the next time.
/// </summary>
internal sealed record Confirmation
{
    public required Rung AsItIs { get; init; }

    public required Rung Slowed { get; init; }

    /// <summary>No delay at all.</summary>
    public required Rung Closed { get; init; }

    /// <summary>Slowed over as it is: the amplification factor.</summary>
    public required RiskRatio? Factor { get; init; }

    /// <summary>Fisher's exact test, slowed against as it is, two-sided.</summary>
    public required double? P { get; init; }

    /// <summary>Fisher's exact test, closed against slowed, two-sided: does the rate fall again?</summary>
    public required double? ClosedP { get; init; }

    /// <summary>The factor is above 1 and chance would show that in less than 1 of 100 experiments.</summary>
    public bool IsAmplified => P < 0.01 && Factor?.Ratio > 1;

    /// <summary>With the window closed the rate fell again, by the same measure.</summary>
    public bool FallsWhenClosed => ClosedP < 0.01 && Closed.Rate < Slowed.Rate;

    public static Confirmation Of(Rung asItIs, Rung slowed, Rung closed)
    {
        var isCounted = asItIs.Counted > 0 && slowed.Counted > 0;
        var against = new TwoByTwo(slowed.Violated, slowed.Counted, asItIs.Violated, asItIs.Counted);
        return new Confirmation
        {
            AsItIs = asItIs,
            Slowed = slowed,
            Closed = closed,
            Factor = isCounted ? RiskRatio.Of(against) : null,
            P = isCounted ? FisherExact.TwoSided(against) : null,
            ClosedP = slowed.Counted > 0 && closed.Counted > 0
                ? FisherExact.TwoSided(new TwoByTwo(closed.Violated, closed.Counted, slowed.Violated, slowed.Counted)) : null,
        };
    }
}
