using Lab.Services.Catalog.Entries;

namespace Lab.Services.Catalog.Strategies;

/// <summary>
/// A control: products can be added and never updated. Nothing is ever mixed, which must not pass for correct. The update that adds a product
/// is named like the product; without that, any update would add it anew once Redis has lost it.
/// </summary>
internal sealed class Frozen(EntryCache cache) : IUpdater
{
    public async Task<UpdateResult> UpdateAsync(Visit visit, Product product, CancellationToken cancellationToken) =>
        product.UpdateId == visit.ProductId && await cache.TryAddProductAsync(visit.ProductId, product) ? UpdateResult.Done : UpdateResult.Frozen;
}
