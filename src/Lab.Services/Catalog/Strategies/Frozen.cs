using Lab.Services.Catalog.Entries;

namespace Lab.Services.Catalog.Strategies;

/// <summary>A control: products can be added and never updated. Nothing is ever mixed, which must not pass for correct.</summary>
internal sealed class Frozen(EntryCache cache) : IUpdater
{
    public async Task<UpdateResult> UpdateAsync(Visit visit, Product product, CancellationToken cancellationToken) =>
        await cache.TryAddProductAsync(visit.ProductId, product) ? UpdateResult.Done : UpdateResult.Frozen;
}
