using Lab.Services.Catalog.Entries;
using Lab.Services.TracePoints;

namespace Lab.Services.Catalog.Strategies;

/// <summary>
/// One MGET for all entries, which Redis answers from one moment. What is missing it makes from the product and keeps to itself: to put it
/// back would be a write that rests on a moment which is over.
/// </summary>
internal sealed class Together(EntryCache cache, TracePointSet tracePoints) : IReader
{
    public async Task<ReadResult> ReadAsync(Visit visit, CancellationToken cancellationToken)
    {
        var (product, listing, price) = await cache.TogetherAsync(visit.ProductId);
        if (product is null)
        {
            return new ReadResult.Missing();
        }

        visit.EntryWasTouched();
        await tracePoints.ReachedAsync(TracePointNames.AfterProduct, visit, cancellationToken);
        return new ReadResult.Found(new ProductPage(product, listing ?? product.Listing, price ?? product.Price));
    }
}
