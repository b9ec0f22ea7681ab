namespace Lab.Services.Catalog.Strategies;

/// <summary>Runs another reader under the product's lock: it sees what stands between updates, at the price of waiting for them and for every other reader.</summary>
internal sealed class LockedReader(IReader inner, ProductLock locks) : IReader
{
    public async Task<ReadResult> ReadAsync(Visit visit, CancellationToken cancellationToken)
    {
        using var held = await locks.TryTakeAsync(visit.ProductId, cancellationToken);
        return held is null ? new ReadResult.Busy() : await inner.ReadAsync(visit, cancellationToken);
    }
}
