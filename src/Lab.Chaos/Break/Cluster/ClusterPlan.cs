using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Break.Cluster;

/// <summary>What is to be run where.</summary>
internal sealed record ClusterPlan
{
    /// <summary>ChaosEngine files, in the order they are run.</summary>
    public required IReadOnlyList<SourceFile> Files { get; init; }

    /// <summary>Of the engines; null for the one that the files name.</summary>
    public string? Namespace { get; init; }

    /// <summary>Context that the user spelled out; null for the current one where that is a cluster of this machine.</summary>
    public string? Context { get; init; }

    /// <summary>Null for KUBECONFIG or ~/.kube/config.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>True to look and to say what would be hit, and to create nothing.</summary>
    public bool DryRun { get; init; }

    public ClusterLimits Limits { get; init; } = new();
}
