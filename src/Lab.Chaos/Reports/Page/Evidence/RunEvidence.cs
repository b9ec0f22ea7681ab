using Lab.Chaos.Histories;
using Lab.Chaos.Journals;
using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Truth;
using Lab.Chaos.Witness;
using Lab.Contracts;

namespace Lab.Chaos.Reports.Page.Evidence;

/// <summary>Everything that the page of a run is drawn from. What a run does not have is null or empty, and its section is left out.</summary>
internal sealed record RunEvidence
{
    // Phases of a hunt that keep a history of their own in a folder of that name.
    private static readonly string[] OwnHistories = ["isolate", "contain"];

    public required Journal Journal { get; init; }

    /// <summary>Suspect first; empty in runs without a prediction.</summary>
    public IReadOnlyList<Prediction> Predictions { get; init; } = [];

    public IReadOnlyList<WitnessTimeline> Witnesses { get; init; } = [];

    public IReadOnlyList<ArmSpreads> Spreads { get; init; } = [];

    /// <summary>Null without a history, and for runs put together from machines whose clocks have nothing in common.</summary>
    public Timeline? Timeline { get; init; }

    /// <summary>The arms that met faults, each by itself.</summary>
    public IReadOnlyList<(string Name, Timeline Timeline)> UnderFaults { get; init; } = [];

    /// <summary>Expected against what came out; empty in runs of other commands.</summary>
    public IReadOnlyList<TruthOutcome> Truth { get; init; } = [];

    /// <summary>From the folder of a run.</summary>
    /// <param name="run">Its files.</param>
    /// <param name="journal">Of that run.</param>
    /// <param name="scenario">The copy in that folder; null when it cannot be read any more.</param>
    /// <param name="history">Of that run; null when it is gone.</param>
    public static RunEvidence Read(RunFolder run, Journal journal, Scenario? scenario, History? history)
    {
        var timeline = scenario is null || history is null || journal.Merged.Count > 0 ? null : TimelineBuilder.Of(scenario, history, Phases(run));
        return new RunEvidence
        {
            Journal = journal,
            Predictions = PredictionFile.Read(run)?.Predictions ?? [],
            Witnesses = WitnessTimeline.Read(run),
            Spreads = history is null ? [] : ArmSpreads.Of(history),
            Timeline = timeline?.Whole(),
            UnderFaults = [.. timeline?.UnderFaults() ?? []],
            Truth = journal.Command == "truth" && scenario is not null ? TruthOutcome.Read(run, scenario, journal.Arms) : [],
        };
    }

    private static IReadOnlyList<(string, History)> Phases(RunFolder run) =>
    [
        .. OwnHistories
            .Select(phase => (Phase: phase, Path: Path.Combine(run.Path, phase, "history.jsonl")))
            .Where(phase => File.Exists(phase.Path))
            .Select(phase => (phase.Phase, Read(phase.Path)))
            .Where(phase => phase.Item2 is not null)
            .Select(phase => (phase.Phase, phase.Item2!)),
    ];

    private static History? Read(string path)
    {
        try
        {
            return HistoryReader.Read(path);
        }
        catch (LabException)
        {
            // A phase that was cut short before its first line; the page does without.
            return null;
        }
    }
}
