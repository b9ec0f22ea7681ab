using Lab.Contracts.Control;

namespace Lab.Chaos.Break.Faults;

/// <summary>Stress that is on, and ends on disposal.</summary>
internal static class Stressed
{
    /// <param name="injection">Says whom.</param>
    /// <param name="perReplica">Beside each of its targets; else once, of the whole machine.</param>
    /// <param name="wish">What.</param>
    /// <param name="cancellationToken">Ends starting it; what has started is ended.</param>
    public static async Task<Injected> BeginAsync(Injection injection, bool perReplica, StressWish wish, CancellationToken cancellationToken)
    {
        IReadOnlyList<string?> where = perReplica ? [.. injection.Targets.Select(target => target.Id)] : [null];
        List<string?> begun = [];
        try
        {
            foreach (var replica in where)
            {
                begun.Add(replica);
                await injection.Control.StressAsync(replica, wish, cancellationToken);
            }
        }
        catch
        {
            await EndAsync();
            throw;
        }

        return new Injected("inject", [.. where.Select(replica => replica ?? "machine")], EndAsync);

        async Task EndAsync()
        {
            foreach (var replica in begun)
            {
                await injection.Control.EndStressAsync(replica, CancellationToken.None);
            }
        }
    }
}
