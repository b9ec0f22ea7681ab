using System.Text.Json;
using Lab.Chaos.Break.Reports;
using Lab.Chaos.Checks;
using Lab.Chaos.Contain;
using Lab.Chaos.Fuzz.Reports;
using Lab.Chaos.Isolate;
using Lab.Chaos.Predict.Scores;
using Lab.Chaos.Reports;
using Lab.Chaos.Witness;
using Lab.Contracts;

namespace Lab.Chaos.Journals;

/// <summary>The durable record of one run, <c>journal.json</c>: inputs, machine, results of each arm, verdict.</summary>
internal sealed record Journal
{
    /// <summary>Version of this format; raised when a reader of the old one would misread the new one.</summary>
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    public required string Run { get; init; }

    /// <summary><c>hunt</c>, <c>stress</c>, <c>isolate</c>, <c>break</c>, <c>truth</c> or <c>check</c>.</summary>
    public required string Command { get; init; }

    public required string Scenario { get; init; }

    /// <summary>Variant to catch; null in runs that compare nothing, and in older journals.</summary>
    public string? Suspect { get; init; }

    /// <summary>Variant to prove; null in runs that compare nothing, and in older journals.</summary>
    public string? Fix { get; init; }

    /// <summary>The command that repeats the stimulus, seed included; null in older journals.</summary>
    public string? Repeat { get; init; }

    public required long Seed { get; init; }

    public required string Engine { get; init; }

    public required string LabVersion { get; init; }

    public required Machine Machine { get; init; }

    public required DateTimeOffset Started { get; init; }

    public required double DurationSeconds { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>One sentence.</summary>
    public required string Conclusion { get; init; }

    public required IReadOnlyList<ArmReport> Arms { get; init; }

    public required IReadOnlyList<ComparisonReport> Comparisons { get; init; }

    /// <summary>Latencies and outcomes held against what was asked of them; empty in runs that asked nothing, and in older journals.</summary>
    public IReadOnlyList<ThresholdReport> Thresholds { get; init; } = [];

    /// <summary>How the rate depends on alignment, tightest first; empty in runs that did not ask, and in older journals.</summary>
    public IReadOnlyList<SweepReport> Sweep { get; init; } = [];

    /// <summary>Which data shapes break it; null in runs that did not fuzz, and in older journals.</summary>
    public FuzzResult? Fuzzed { get; init; }

    /// <summary>Whether a slower downstream widens the window; null in runs that did not try, and in older journals.</summary>
    public IsolationResult? Isolated { get; init; }

    /// <summary>Whether a CPU limit exposes it; null in runs that did not try, and in older journals.</summary>
    public ContainmentResult? Contained { get; init; }

    /// <summary>What faults did to each variant; null in runs that injected none by a schedule, and in older journals.</summary>
    public BreakReport? Broken { get; init; }

    /// <summary>Of each violated arm the two requests that crossed; empty without traces, and in older journals. Whole in <c>witness.json</c>.</summary>
    public IReadOnlyList<WitnessNote> Witnesses { get; init; } = [];

    /// <summary>The runs that were put together to this one; empty for a run of its own, and in older journals.</summary>
    public IReadOnlyList<MergedRun> Merged { get; init; } = [];

    /// <summary>Predicted against measured; null in runs that predicted nothing, and in journals older than predictions.</summary>
    public PredictionScore? Predicted { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, JournalJson.Options);

    public void Save(RunFolder folder) => File.WriteAllText(folder.Journal, ToJson() + "\n");

    /// <summary>As it was written; what a later lab added is at its default.</summary>
    /// <exception cref="LabException">The folder has none, or it cannot be read.</exception>
    public static Journal Read(RunFolder folder)
    {
        try
        {
            return JsonSerializer.Deserialize<Journal>(File.ReadAllText(folder.Journal), JournalJson.Options) ?? throw new JsonException("it is empty.");
        }
        catch (Exception failure) when (failure is IOException or JsonException)
        {
            throw new LabException($"{folder.Journal} cannot be read: {failure.Message} Judge the run again: ./lab check {folder.Id}", failure);
        }
    }
}

/// <summary>Two arms side by side.</summary>
/// <param name="Question">What the comparison answers, in words.</param>
/// <param name="Result">Test, p-value, risk ratio.</param>
internal sealed record ComparisonReport(string Question, ArmComparison Result);
