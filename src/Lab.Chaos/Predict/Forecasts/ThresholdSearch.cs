using Lab.Chaos.Predict.Model;
using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Statistics;
using Lab.Chaos.Stress;

namespace Lab.Chaos.Predict.Forecasts;

/// <summary>Fewest requests within the workload's window at which so many volleys are violated.</summary>
/// <param name="Rate">Share of volleys.</param>
/// <param name="Requests">Null when it was not reached.</param>
/// <param name="UpTo">Most requests that were tried.</param>
internal sealed record Threshold(double Rate, int? Requests, int UpTo);

/// <summary>
/// Bisects the number of requests in an unaligned volley. Volley n draws from the same stream whatever the number of requests, so that
/// two numbers are compared under the same luck; how often a number is tried follows from how near it is to the rate that is asked for.
/// </summary>
internal sealed class ThresholdSearch(SystemModel model, IWorlds worlds)
{
    private const int FirstVolleys = 100;

    /// <summary>Enough clean volleys to exclude 0.1 %: the upper end of their interval is 1 - 0.025^(1/4000) = 0.09 %.</summary>
    private const int MostVolleys = 4_000;

    /// <summary>Tried are up to so many times the workload's requests.</summary>
    private const int MostTimes = 4;

    private static readonly double[] Rates = [0.001, 0.01, 0.1];

    // Number of requests to volleys tried, and of these those violated at each boundary.
    private readonly SortedDictionary<int, (int Volleys, int[] Violated)> _tried = [];

    /// <summary>For 0.1 %, 1 % and 10 % of volleys.</summary>
    public IReadOnlyList<Threshold> Of(int boundary) => [.. Rates.Select(rate => Of(boundary, rate))];

    private Threshold Of(int boundary, double rate)
    {
        var most = Math.Min(MostTimes * model.Volley.Requests, VolleyPlanner.MostRequests);
        if (!Reaches(boundary, most, rate))
        {
            return new Threshold(rate, null, most);
        }

        // Below never reaches the rate, reaches does; an answer right to 2 % is as good as what the rate's own interval allows.
        var (below, reaches) = (0, most);
        while (reaches - below > Math.Max(1, reaches / 50))
        {
            var middle = (below + reaches) / 2;
            (below, reaches) = Reaches(boundary, middle, rate) ? (below, middle) : (middle, reaches);
        }

        return new Threshold(rate, reaches, most);
    }

    // Tries until the interval lies on one side of the rate; at the limit the nearer side decides.
    private bool Reaches(int boundary, int requests, double rate)
    {
        while (true)
        {
            var (volleys, violated) = _tried.GetValueOrDefault(requests, (0, new int[model.Boundaries.Count]));
            var interval = ClopperPearson.Interval(violated[boundary], volleys);
            if (interval.Lower >= rate || interval.Upper < rate)
            {
                return interval.Lower >= rate;
            }

            if (volleys >= MostVolleys)
            {
                return violated[boundary] >= rate * volleys;
            }

            _tried[requests] = More(requests, volleys, violated);
        }
    }

    private (int Volleys, int[] Violated) More(int requests, int volleys, int[] violated)
    {
        var plan = new VolleyPlan(requests, model.Volley.Within, Alignment.Unaligned, model.Volley.Stock);
        var more = Math.Min(Math.Max(FirstVolleys, volleys), MostVolleys - volleys);
        var found = worlds.Run(
            [.. Enumerable.Range(volleys, more).Select(number => WorldRun.Of("threshold", number, plan))],
            result => result.Boundaries.Select(boundary => boundary.Violated > 0).ToArray());
        return (volleys + more, [.. violated.Select((count, boundary) => count + found.Count(volley => volley[boundary]))]);
    }
}
