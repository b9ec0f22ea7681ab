using Lab.Chaos.Setup;

namespace Lab.Chaos.Break.Cluster.Needs;

/// <summary>What a look at a cluster is about.</summary>
internal sealed record ClusterLook
{
    public required IClusterClient Client { get; init; }

    /// <summary>Namespace of the engines.</summary>
    public required string Namespace { get; init; }

    /// <summary>Faults that are to be run; empty to see what there is.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    /// <summary>Service accounts of the engines.</summary>
    public required IReadOnlyList<string> Accounts { get; init; }

    /// <summary>What installs the operator and its kinds.</summary>
    public string InstallOperator => $"{Client.Access.Kubectl} apply -f {OperatorNeed.Manifest}";

    /// <summary>What installs experiments, account and rights; the folder is written by <c>lab publish</c>.</summary>
    public string InstallExperiments => $"{Client.Access.Kubectl} apply -k k3s/litmus";

    /// <summary>A finding that could not be made is no finding that it is missing: rights to look may lack where rights to run do not.</summary>
    public static async Task<IReadOnlyList<SetupFinding>> TryAsync(string name, Func<Task<IReadOnlyList<SetupFinding>>> look)
    {
        try
        {
            return await look();
        }
        catch (ClusterException failure)
        {
            return [new SetupFinding(name, null, $"Could not be looked at: {failure.Message}", null, Required: false)];
        }
    }
}
