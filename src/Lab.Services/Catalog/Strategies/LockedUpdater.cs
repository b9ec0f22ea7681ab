using Lab.Services.Catalog.Entries;

namespace Lab.Services.Catalog.Strategies;

/// <summary>
/// Runs another updater under the product's lock. Updates no longer meet each other; a reader who takes no lock meets them as before.
/// </summary>
internal sealed class LockedUpdater(IUpdater inner, ProductLock locks) : IUpdater
{
    public async Task<UpdateResult> UpdateAsync(Visit visit, Product product, CancellationToken cancellationToken)
    {
        using var held = await locks.TryTakeAsync(visit.ProductId, cancellationToken);
        return held is null ? UpdateResult.Busy : await inner.UpdateAsync(visit, product, cancellationToken);
    }
}
