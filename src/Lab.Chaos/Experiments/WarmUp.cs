using Lab.Chaos.Scenarios;
using Lab.Chaos.Statistics;
using Lab.Chaos.Stress;
using Lab.Contracts;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Experiments;

/// <summary>
/// Sends requests until replicas that have just started serve them no faster: cold ones compile while they answer, and what they then do is
/// not what is measured. A volley reaches all replicas, requests in a row show how fast they have become. Nothing of it is written down.
/// <code>volley, requests in a row | volley, requests in a row | ... until the 90th percentile of a round is above 0.9 of the one before</code>
/// </summary>
internal sealed class WarmUp(Scenario scenario, VolleyDriver driver, VolleySetup setup, Seed seed)
{
    private const int LeastRounds = 2;
    private const int MostRounds = 3;
    private const int Refused = 20;
    private const int MostInARow = 100;
    private const double AsFast = 0.9;

    // Not the median: a processor that still compiles in the background delays the tail of requests first.
    private const double Tail = 0.9;

    /// <summary>Warms up whatever variant is in force.</summary>
    /// <param name="prefix">Of keys and operation ids, unique in the target's stores.</param>
    /// <param name="requests">Requests of a volley.</param>
    /// <param name="cancellationToken">Ends it; nothing has to be undone.</param>
    public async Task RunAsync(string prefix, int requests, CancellationToken cancellationToken)
    {
        var before = double.MaxValue;
        for (var round = 0; round < MostRounds; round++)
        {
            await FireAsync($"{prefix}-{round}-all", Alignment.Aligned, requests, cancellationToken);
            var row = await FireAsync($"{prefix}-{round}-row", Alignment.Sequential, Math.Min(scenario.Workload.Stock + Refused, MostInARow), cancellationToken);
            double[] served = [.. row.Where(operation => operation.Outcome == Outcome.Ok).Select(operation => (double)(operation.Returned - operation.Sent))];
            var slow = served.Length == 0 ? 0 : Quantiles.Of(served, Tail);
            if (round + 1 >= LeastRounds && slow > AsFast * before)
            {
                return;
            }

            before = slow;
        }
    }

    private async Task<IReadOnlyList<Operation>> FireAsync(string key, Alignment alignment, int requests, CancellationToken cancellationToken)
    {
        await setup.PrepareAsync(key, cancellationToken);
        return await driver.FireAsync(new VolleyPlanner(key, seed, scenario.Workload, driver.Target).Plan(0, key, alignment, requests, TimeSpan.Zero), cancellationToken);
    }
}
