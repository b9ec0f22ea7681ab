using Lab.Chaos.Predict.Model;

namespace Lab.Chaos.Predict.Hazards;

/// <summary>Every hazard the lab knows.</summary>
internal static class AllHazards
{
    /// <summary>In the order in which they are told.</summary>
    public static readonly IReadOnlyList<Func<SystemModel, IEnumerable<HazardFinding>>> All =
    [
        ReadThenWrite.Find,
        UnguardedWriters.Find,
        DualWrite.Find,
        InvalidationAfterWrite.Find,
        LockWithoutLease.Find,
        LockWithoutFencing.Find,
        RetryWithoutIdempotency.Find,
        UnboundedFanIn.Find,
    ];

    public static IReadOnlyList<HazardFinding> Find(SystemModel model) => [.. All.SelectMany(find => find(model))];
}
