using Lab.Services.Catalog.Entries;
using Lab.Services.Catalog.Search;
using Lab.Services.TracePoints;

namespace Lab.Services.Catalog.Strategies;

/// <summary>
/// The suspect. It sets the entry, tells the search index, and then drops what was made from the old one. Each step is atomic and their
/// order looks careful; but whoever reads in between sees the new product with its old price.
/// <code>
/// update: SET product 7 ── tell search ── DEL listing, price
/// reader:           GET product 7, listing 6, price 6
/// </code>
/// </summary>
internal sealed class SetThenInvalidate(EntryCache cache, SearchClient search, TracePointSet tracePoints) : IUpdater
{
    public async Task<UpdateResult> UpdateAsync(Visit visit, Product product, CancellationToken cancellationToken)
    {
        await cache.SetProductAsync(visit.ProductId, product);
        visit.EntryWasTouched();
        await tracePoints.ReachedAsync(TracePointNames.AfterSet, visit, CancellationToken.None);
        await search.TellAsync(visit.ProductId, product.UpdateId);
        await cache.InvalidateAsync(visit.ProductId);
        return UpdateResult.Done;
    }
}
