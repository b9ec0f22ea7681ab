using System.Text.Json;
using Lab.Chaos.Checks;
using Lab.Chaos.Debugging.Evidence;
using Lab.Chaos.Debugging.Fixes;
using Lab.Chaos.Debugging.Separation;
using Lab.Chaos.Isolate;
using Lab.Chaos.Journals;

namespace Lab.Chaos.Debugging;

/// <summary>What debugging found, stage by stage; <c>debug.json</c> in the folder of its run.</summary>
internal sealed record DebugResult
{
    public const string FileName = "debug.json";

    public required string Scenario { get; init; }

    public required string Suspect { get; init; }

    public required long Seed { get; init; }

    /// <summary>Stage 1.</summary>
    public required CollectedEvidence Evidence { get; init; }

    /// <summary>Stage 2: orders of steps, and gaps between them, that tell failing volleys from passing ones.</summary>
    public Separations Separated { get; init; } = new();

    /// <summary>Stage 3: the window widened and closed; null where no stub stands in it.</summary>
    public required IsolationResult? Hypothesis { get; init; }

    /// <summary>Stage 4: the suspect where the fixes are put to the proof.</summary>
    public required FixArm Baseline { get; init; }

    /// <summary>Stage 4.</summary>
    public required IReadOnlyList<FixArm> Fixes { get; init; }

    /// <summary>Stage 4: what looks right.</summary>
    public required IReadOnlyList<FixArm> WrongFixes { get; init; }

    /// <summary>File of the test that came out of it; null until it is written.</summary>
    public string? Test { get; init; }

    /// <summary>The lab has run what the test runs: exit codes for the suspect and for the first fix; null until it has.</summary>
    public IReadOnlyList<SeenRun>? Seen { get; init; }

    /// <summary>As of a hunt: Violated when a fix is, Holds when the suspect was caught and every fix held.</summary>
    public Verdict Verdict =>
        Fixes.Any(fix => fix.Violated > 0) ? Verdict.Violated
        : (Evidence.Violated + Baseline.Violated) > 0 && Fixes.Count > 0 && Fixes.All(fix => fix.Holds) ? Verdict.Holds
        : Verdict.Unknown;

    /// <summary>Null when the run has none, or one that this lab cannot read.</summary>
    public static DebugResult? Read(RunFolder run) => RunFile.Read<DebugResult>(run, FileName);

    public void Save(RunFolder run) => File.WriteAllText(
        Path.Combine(run.Path, FileName), JsonSerializer.Serialize(this, JournalJson.Options) + "\n");
}

/// <summary>What the test runs, run by the lab.</summary>
/// <param name="Variant">Of the system.</param>
/// <param name="Command">As typed.</param>
/// <param name="ExitCode">0 holds, 1 violated, 2 unknown.</param>
internal sealed record SeenRun(string Variant, string Command, int ExitCode);
