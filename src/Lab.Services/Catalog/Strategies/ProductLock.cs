using Lab.Services.Leases;

namespace Lab.Services.Catalog.Strategies;

/// <summary>One holder per product: within this process by a queue, among processes by a lease. How far that can be trusted is said at <see cref="Redlock"/>.</summary>
internal sealed class ProductLock(KeyedTurns turns, Redlock redlock, TimeSpan wait, TimeProvider time)
{
    /// <summary>Null when others held it for the whole wait. Dispose to let the next one in.</summary>
    public async Task<IDisposable?> TryTakeAsync(string productId, CancellationToken cancellationToken)
    {
        var deadline = time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency);
        if (await turns.EnterAsync(productId, wait, cancellationToken) is not { } turn)
        {
            return null;
        }

        try
        {
            if (await redlock.AcquireAsync($"lock:{productId}", deadline, cancellationToken) is { } lease)
            {
                return new Held(lease, turn);
            }
        }
        catch
        {
            turn.Dispose();
            throw;
        }

        turn.Dispose();
        return null;
    }

    private sealed class Held(IDisposable lease, IDisposable turn) : IDisposable
    {
        public void Dispose()
        {
            lease.Dispose();
            turn.Dispose();
        }
    }
}
