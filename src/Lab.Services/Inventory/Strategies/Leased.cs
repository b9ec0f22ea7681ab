using Lab.Services.Failures;
using Lab.Services.Leases;
using Lab.Services.Inventory.Storage;

namespace Lab.Services.Inventory.Strategies;

/// <summary>
/// Runs another strategy under a lease on the event: within this process one at a time, among processes by Redlock. How far that
/// can be trusted is said at <see cref="Redlock"/>.
/// </summary>
/// <param name="inner">Runs under the lease, its commit and its copy to the cache included.</param>
/// <param name="events">For the look that spares the lease.</param>
/// <param name="queue">Shared by all requests of this process.</param>
/// <param name="redlock">Gives the lease.</param>
/// <param name="wait">Longest wait for queue and lease together.</param>
/// <param name="time">Times the wait.</param>
internal sealed class Leased(
    IReservationStrategy inner, EventStore events, KeyedTurns queue, Redlock redlock, TimeSpan wait, TimeProvider time)
    : IReservationStrategy
{
    public async Task<ReservationResult> ReserveAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var deadline = time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency);
        using var turn = await queue.EnterAsync(attempt.EventId, wait, cancellationToken);
        if (turn is null)
        {
            return new ReservationResult.Refused(KnownFailures.LeaseBusy);
        }

        if (await RefuseEarlyAsync(attempt, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        using var lease = await redlock.AcquireAsync($"lease:{attempt.EventId}", deadline, cancellationToken);
        return lease is null
            ? new ReservationResult.Refused(KnownFailures.LeaseBusy)
            : await inner.ReserveAsync(attempt, cancellationToken);
    }

    // Stock only ever falls, so a reading of too little is final and needs no lease: the many who come too late are answered at
    // the price of one SELECT. A reading of enough decides nothing; the check that counts is made under the lease.
    private async Task<ReservationResult?> RefuseEarlyAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var row = await events.FindAsync(attempt.EventId, cancellationToken);
        attempt.KeyWasRead();
        return row switch
        {
            null => new ReservationResult.Refused(KnownFailures.UnknownEvent),
            { Stock.Remaining: var left } when left < attempt.Quantity =>
                new ReservationResult.Refused(KnownFailures.SoldOut),
            _ => null,
        };
    }
}
