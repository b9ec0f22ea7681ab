using Lab.Chaos.Break.Faults;
using Lab.Chaos.Break.Litmus.Results;

namespace Lab.Chaos.Break.Running;

/// <summary>What was hit, as a ChaosResult lists it.</summary>
internal static class HitTargets
{
    /// <param name="fault">For example <c>pod-delete</c>, of which the workload is listed and not its pods, as upstream.</param>
    /// <param name="hit">Replicas, links or the machine, each as often as it was hit.</param>
    public static IReadOnlyList<ResultTarget> Of(string fault, IReadOnlyList<string> hit) =>
    [
        .. hit.Select(target => Of(fault, target)).Distinct(),
    ];

    private static ResultTarget Of(string fault, string target) => (fault, target) switch
    {
        (_, "machine") => new ResultTarget(target, "node", TargetStatus.Targeted),
        ("pod-delete", _) => new ResultTarget(Workload(target), "deployment", TargetStatus.Targeted),
        _ when KnownFaults.Find(fault).IsStrike => new ResultTarget(target, "pod", TargetStatus.Targeted),
        _ => new ResultTarget(target, "pod", TargetStatus.Reverted),
    };

    // inventory-2 is a replica of inventory.
    private static string Workload(string replica) =>
        replica.LastIndexOf('-') is > 0 and var dash && int.TryParse(replica.AsSpan(dash + 1), out _) ? replica[..dash] : replica;
}
