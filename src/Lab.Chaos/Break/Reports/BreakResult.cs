using System.Text.Json;
using Lab.Chaos.Break.Running;
using Lab.Chaos.Journals;

namespace Lab.Chaos.Break.Reports;

/// <summary>How the faults went, <c>break.json</c> in the folder of a run; what they did to the system is in its history.</summary>
internal sealed record BreakResult
{
    public const string FileName = "break.json";

    /// <summary>Root of the choice of targets.</summary>
    public required long Seed { get; init; }

    public required IReadOnlyList<VariantBroken> Variants { get; init; }

    /// <summary>Null when the run has none, or one that this lab cannot read.</summary>
    public static BreakResult? Read(RunFolder run) => RunFile.Read<BreakResult>(run, FileName);

    public void Save(RunFolder run) => File.WriteAllText(
        Path.Combine(run.Path, FileName), JsonSerializer.Serialize(this, JournalJson.Options) + "\n");
}

/// <summary>What was done to one variant.</summary>
internal sealed record VariantBroken
{
    public required string Variant { get; init; }

    /// <summary>From the healing of the last fault to the steady state.</summary>
    public required TimeSpan Recovery { get; init; }

    public required IReadOnlyList<FaultRun> Faults { get; init; }
}
