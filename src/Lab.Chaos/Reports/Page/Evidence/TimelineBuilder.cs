using System.Globalization;
using Lab.Chaos.Checks;
using Lab.Chaos.Histories;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Statistics;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Reports.Page.Evidence;

/// <summary>Makes the timeline of a run from what was written down: of its arms, and of the phases that kept a history of their own on the same clock.</summary>
internal sealed class TimelineBuilder
{
    /// <summary>More marks than this cannot be told apart on a screen; neighbours of one arm are then put together.</summary>
    private const int MostMarks = 600;

    private const int Buckets = 160;

    private readonly Scenario _scenario;
    private readonly List<Stretch> _stretches;
    private readonly long _start;

    private TimelineBuilder(Scenario scenario, List<Stretch> stretches)
    {
        (_scenario, _stretches) = (scenario, stretches);
        _start = stretches.Min(stretch => stretch.Start);
    }

    /// <param name="scenario">Its invariants say which volleys are violated.</param>
    /// <param name="history">Of the run.</param>
    /// <param name="phases">Of phases with a history of their own, by name.</param>
    /// <returns>Null when nothing was sent.</returns>
    public static TimelineBuilder? Of(Scenario scenario, History history, IReadOnlyList<(string Phase, History History)> phases)
    {
        List<Stretch> stretches =
        [
            .. history.Volleys.Where(IsSent).GroupBy(volley => (volley.Start.Variant, volley.Start.Condition))
                .Select(arm => new Stretch($"{arm.Key.Variant}, {arm.Key.Condition}", [.. arm])),
            .. phases.SelectMany(phase => phase.History.Volleys.Where(IsSent).GroupBy(volley => volley.Start.Variant)
                .Select(arm => new Stretch($"{phase.Phase}: {arm.Key}", [.. arm]))),
        ];
        return stretches.Count == 0 ? null : new TimelineBuilder(scenario, [.. stretches.OrderBy(stretch => stretch.Start)]);
    }

    /// <summary>The whole run.</summary>
    public Timeline Whole() => Of(_stretches, numbered: true);

    /// <summary>The arms that met faults, each by itself.</summary>
    public IEnumerable<(string Name, Timeline Timeline)> UnderFaults() => _stretches
        .Where(stretch => stretch.Volleys.Any(volley => volley.Faults.Count > 0))
        .Select(stretch => (stretch.Name, Of([stretch], numbered: false)));

    private Timeline Of(IReadOnlyList<Stretch> stretches, bool numbered)
    {
        var (from, to) = (Seconds(stretches.Min(stretch => stretch.Start)), Seconds(stretches.Max(stretch => stretch.End)));
        return new Timeline
        {
            From = from,
            To = to,
            Marks = [.. stretches.SelectMany(stretch => Marks(stretch, MostMarks / stretches.Count))],
            Rates = Rates(stretches.SelectMany(stretch => stretch.Operations), from, to),
            Faults = FaultWindows.Of(stretches.SelectMany(stretch => stretch.Volleys).SelectMany(volley => volley.Faults), Seconds),
            Bands = numbered ? [.. stretches.Index().Select(band => new TimeBand(band.Index + 1, band.Item.Name, Seconds(band.Item.Start), Seconds(band.Item.End)))] : [],
        };
    }

    private double Seconds(long nanoseconds) => (nanoseconds - _start) / 1e9;

    private IEnumerable<TimeMark> Marks(Stretch stretch, int most)
    {
        // The keys of a load are asked for side by side, so that time is cut into pieces instead.
        var isLoad = stretch.Volleys[0].Start.Load is not null;
        var width = (stretch.End - stretch.Start + 1) / (double)Math.Max(1, most / 4);
        var groups = isLoad
            ? stretch.Operations.GroupBy(operation => (int)((operation.Scheduled - stretch.Start) / width)).Select(piece => (Operations: piece.ToList(), Violated: 0, Volleys: 0))
            : stretch.Volleys.OrderBy(volley => volley.Operations[0].Scheduled).Chunk((stretch.Volleys.Count / Math.Max(1, most)) + 1)
                .Select(chunk => (Operations: chunk.SelectMany(volley => volley.UnderCondition).ToList(), Violated: chunk.Count(IsViolated), Volleys: chunk.Length));
        foreach (var (operations, violated, volleys) in groups.Where(group => group.Operations.Count > 0))
        {
            double[] latencies = [.. operations.Select(operation => (operation.Returned - operation.Scheduled) / 1e6).Order()];
            var (at, p50, p99) = (Seconds(operations.Min(operation => operation.Scheduled)), Quantiles.OfSorted(latencies, 0.5), Quantiles.OfSorted(latencies, 0.99));
            var what = volleys == 0 ? $"{latencies.Length} requests" : volleys == 1 ? $"a volley of {latencies.Length}{(violated > 0 ? ", violated" : "")}" : $"{volleys} volleys, {violated} violated";
            yield return new TimeMark(at, p50, p99, violated > 0, string.Create(CultureInfo.InvariantCulture, $"{stretch.Name}: {what}, at {at:0.0} s: p50 {p50:0.#} ms, p99 {p99:0.#} ms"));
        }
    }

    private bool IsViolated(VolleyHistory volley)
    {
        var fault = _scenario.Conditions.FirstOrDefault(condition => condition.Name == volley.Start.Condition)?.Fault;
        return VolleyJudge.Judge(volley, _scenario.Invariants, fault).Verdict == Verdict.Violated;
    }

    private RateBucket[] Rates(IEnumerable<Operation> operations, double from, double to)
    {
        var width = Math.Max(to - from, 1e-3) / Buckets;
        var counts = new int[Buckets, 3];
        foreach (var operation in operations)
        {
            counts[Math.Clamp((int)((Seconds(operation.Returned) - from) / width), 0, Buckets - 1), operation.Outcome switch { Outcome.Ok => 0, Outcome.Fail => 1, _ => 2 }]++;
        }

        return [.. Enumerable.Range(0, Buckets)
            .Select(n => new RateBucket(from + (n * width), from + ((n + 1) * width), counts[n, 0], counts[n, 1], counts[n, 2]))
            .Where(bucket => bucket.PerSecond > 0)];
    }

    private static bool IsSent(VolleyHistory volley) => volley.Operations.Count > 0;

    /// <summary>Volleys that belong together.</summary>
    private sealed record Stretch(string Name, IReadOnlyList<VolleyHistory> Volleys)
    {
        public long Start { get; } = Volleys.Min(volley => volley.Operations[0].Scheduled);

        public long End { get; } = Volleys.Max(volley => volley.Operations.Max(operation => operation.Returned));

        public IEnumerable<Operation> Operations => Volleys.SelectMany(volley => volley.Operations.Concat(volley.Aside));
    }
}
