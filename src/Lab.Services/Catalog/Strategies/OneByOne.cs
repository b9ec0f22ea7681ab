using Lab.Services.Catalog.Entries;
using Lab.Services.TracePoints;

namespace Lab.Services.Catalog.Strategies;

/// <summary>
/// A GET for each entry. What is missing it makes from the product and puts there for the next reader, who may come after yet another
/// update: then it is stale until that one is followed by a next.
/// </summary>
internal sealed class OneByOne(EntryCache cache, TracePointSet tracePoints) : IReader
{
    public async Task<ReadResult> ReadAsync(Visit visit, CancellationToken cancellationToken)
    {
        var id = visit.ProductId;
        if (await cache.ProductAsync(id) is not { } product)
        {
            return new ReadResult.Missing();
        }

        visit.EntryWasTouched();
        await tracePoints.ReachedAsync(TracePointNames.AfterProduct, visit, cancellationToken);
        if (await cache.ListingAsync(id) is not { } listing)
        {
            await cache.SetListingAsync(id, listing = product.Listing);
        }

        if (await cache.PriceAsync(id) is not { } price)
        {
            await cache.SetPriceAsync(id, price = product.Price);
        }

        return new ReadResult.Found(new ProductPage(product, listing, price));
    }
}
