using Lab.Services.TracePoints;

namespace Lab.Services.Inventory.Strategies;

/// <summary>The moments at which this service can be caught.</summary>
internal static class TracePointNames
{
    /// <summary>The stock was read and suffices; what the strategy locks is locked; payments have not been asked.</summary>
    public const string AfterCheck = "after-check";

    /// <summary>The order is stored for good; the cache and the buyer do not know yet.</summary>
    public const string AfterCommit = "after-commit";

    public static readonly IReadOnlyList<string> All = [AfterCheck, AfterCommit];

    public static ValueTask ReachedAsync(
        this TracePointSet tracePoints, string name, Attempt attempt, CancellationToken cancellationToken) =>
        tracePoints.ReachedAsync(name, attempt.EventId, attempt.Key, cancellationToken);
}
