using Lab.Services.Catalog.Entries;
using Lab.Services.Catalog.Monitoring;

namespace Lab.Services.Catalog.Strategies;

/// <summary>
/// Compares the update ids of what another reader has put together, and reads again while they differ. A few times; then it makes what is
/// stale from the product that it has. A mixed page never leaves, whatever stands in the cache.
/// </summary>
/// <param name="inner">Reads without comparing.</param>
/// <param name="cache">Gets what was made anew.</param>
/// <param name="monitor">Hears of every mismatch.</param>
/// <param name="rereads">How often it looks again; 0 or more.</param>
internal sealed class Versioned(IReader inner, EntryCache cache, MismatchMonitor monitor, int rereads) : IReader
{
    public async Task<ReadResult> ReadAsync(Visit visit, CancellationToken cancellationToken)
    {
        for (var left = rereads; ; left--)
        {
            var result = await inner.ReadAsync(visit, cancellationToken);
            if (result is not ReadResult.Found { Page: { IsMixed: true } mixed })
            {
                return result;
            }

            monitor.Reread(visit.ProductId, mixed.Product.UpdateId);
            if (left == 0)
            {
                return new ReadResult.Found(await MakeAnewAsync(visit.ProductId, mixed.Product));
            }
        }
    }

    // May put back what an update is about to drop or has just dropped; readers compare, so it can harm none of them.
    private async Task<ProductPage> MakeAnewAsync(string id, Product product)
    {
        await cache.SetListingAsync(id, product.Listing);
        await cache.SetPriceAsync(id, product.Price);
        return ProductPage.From(product);
    }
}
