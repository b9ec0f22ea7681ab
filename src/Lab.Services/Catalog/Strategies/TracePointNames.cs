using Lab.Services.TracePoints;

namespace Lab.Services.Catalog.Strategies;

/// <summary>The moments at which this service can be caught.</summary>
internal static class TracePointNames
{
    /// <summary>An update has written the product; what was made from the one before may still be there.</summary>
    public const string AfterSet = "after-set";

    /// <summary>A reader has the product, and not yet what is made from it.</summary>
    public const string AfterProduct = "after-product";

    public static readonly IReadOnlyList<string> All = [AfterSet, AfterProduct];

    public static ValueTask ReachedAsync(this TracePointSet tracePoints, string name, Visit visit, CancellationToken cancellationToken) =>
        tracePoints.ReachedAsync(name, visit.ProductId, visit.Operation, cancellationToken);
}
