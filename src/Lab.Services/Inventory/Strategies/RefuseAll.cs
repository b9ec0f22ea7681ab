using Lab.Services.Failures;

namespace Lab.Services.Inventory.Strategies;

/// <summary>Sells nothing and therefore never oversells. A lab that calls this correct has proved nothing with any other strategy.</summary>
internal sealed class RefuseAll : IReservationStrategy
{
    public Task<ReservationResult> ReserveAsync(Attempt attempt, CancellationToken cancellationToken) =>
        Task.FromResult<ReservationResult>(new ReservationResult.Refused(KnownFailures.SoldOut));
}
