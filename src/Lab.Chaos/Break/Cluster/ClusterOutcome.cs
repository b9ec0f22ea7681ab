using Lab.Chaos.Checks;

namespace Lab.Chaos.Break.Cluster;

/// <summary>What came of a run on a cluster.</summary>
internal sealed record ClusterOutcome
{
    /// <summary>Of the run.</summary>
    public required string Id { get; init; }

    public required string Context { get; init; }

    public required string Namespace { get; init; }

    /// <summary>Of the API server.</summary>
    public required string ServerVersion { get; init; }

    /// <summary>In the order they ran.</summary>
    public required IReadOnlyList<ExperimentOutcome> Experiments { get; init; }

    /// <summary>What could not be deleted, each with the command that does it.</summary>
    public required IReadOnlyList<Leftover> Leftovers { get; init; }

    /// <summary>What one should know though nothing failed.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Where ChaosResults and logs are.</summary>
    public required string Folder { get; init; }

    /// <summary>The worst; what is left behind does not change it.</summary>
    public Verdict Verdict => Verdicts.Worst(Experiments.Select(one => one.Verdict));
}

/// <summary>One experiment of one engine.</summary>
internal sealed record ExperimentOutcome
{
    /// <summary>As its file names it.</summary>
    public required string Engine { get; init; }

    /// <summary>As it was created.</summary>
    public required string CreatedAs { get; init; }

    public required string Fault { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>As Litmus says it; empty when it said nothing.</summary>
    public required string Litmus { get; init; }

    /// <summary>Percent, as Litmus says it; empty when it said nothing.</summary>
    public required string ProbeSuccess { get; init; }

    public required IReadOnlyList<ProbeOutcome> Probes { get; init; }

    /// <summary>What was hit, for example <c>deployment inventory targeted</c>.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>Why it is not Pass; null when it is.</summary>
    public required string? Reason { get; init; }

    /// <summary>From creation to its end, all experiments of the engine together.</summary>
    public required double Seconds { get; init; }

    /// <summary>File of the ChaosResult in the run's folder; null when there was none.</summary>
    public required string? Result { get; init; }
}

/// <summary>One probe.</summary>
/// <param name="Name">As the file names it.</param>
/// <param name="Verdict"><c>Passed</c>, <c>Failed</c>, <c>N/A</c>, <c>Awaited</c>.</param>
/// <param name="Description">Litmus's words.</param>
internal sealed record ProbeOutcome(string Name, string Verdict, string Description);

/// <summary>What is still there.</summary>
/// <param name="What">For example <c>ChaosEngine kill-3fa1</c>.</param>
/// <param name="Why">What was tried and what was said.</param>
/// <param name="Command">Removes it.</param>
/// <param name="Force">Removes its pods and takes its finalizer off, where the operator does not; null when nothing is known to be there.</param>
internal sealed record Leftover(string What, string Why, string Command, string? Force);
