using Lab.Services.Catalog.Entries;
using Lab.Services.Catalog.Search;
using Lab.Services.TracePoints;

namespace Lab.Services.Catalog.Strategies;

/// <summary>
/// The product and all that is made from it, set in one MULTI/EXEC: at no moment does Redis hold entries of two updates. That alone
/// mends nothing, since a reader that asks for one after the other sees two moments.
/// </summary>
internal sealed class OneTransaction(EntryCache cache, SearchClient search, TracePointSet tracePoints) : IUpdater
{
    public async Task<UpdateResult> UpdateAsync(Visit visit, Product product, CancellationToken cancellationToken)
    {
        await cache.SetAllAsync(visit.ProductId, product);
        visit.EntryWasTouched();
        await tracePoints.ReachedAsync(TracePointNames.AfterSet, visit, CancellationToken.None);
        await search.TellAsync(visit.ProductId, product.UpdateId);
        return UpdateResult.Done;
    }
}
