using System.Globalization;
using Lab.Chaos.Statistics;
using Spectre.Console;

namespace Lab.Chaos.Isolate;

/// <summary>The report of an isolation for people.</summary>
internal static class IsolationText
{
    /// <summary>Above this rate as it is, even a latency that violates every volley does not stand out from chance in few volleys.</summary>
    private const double Crowded = 0.5;

    public static void Write(IsolationResult result, IAnsiConsole console)
    {
        console.MarkupLineInterpolated(
            $"[bold]{result.Downstream} of {result.Scenario}, variant {result.Variant}[/]: volleys of {result.Requests} spread over {result.Within.TotalSeconds:0.###} s, seed {result.Seed}");
        console.WriteLine();
        console.Write(Table(result));
        foreach (var sentence in Sentences(result))
        {
            console.MarkupLineInterpolated($"{sentence}");
        }
    }

    /// <summary>What was found, each checked by hand from the numbers in it.</summary>
    public static IEnumerable<string> Sentences(IsolationResult result)
    {
        if (result.NearMisses is { Overlapping: > 0 } or { Near: > 0 })
        {
            yield return Near(result.NearMisses);
        }

        yield return result.Step;
        if (result.LeftOutMs is [var first, ..])
        {
            yield return $"Not measured: {Milliseconds(first)}{(result.LeftOutMs.Count > 1 ? " and above" : "")}, since volleys had become too long.";
        }

        foreach (var sentence in result.Confirmation is { } confirmation ? Confirmed(result, confirmation) : [Clean(result)])
        {
            yield return sentence;
        }

        yield return Causal(result);
    }

    /// <summary>What makes it more than a correlation.</summary>
    private static string Causal(IsolationResult result) =>
        $"This is a causal experiment: the latency of {result.Downstream} was set by the lab and nothing else was changed, in volleys of drawn order on one "
        + "running system, so that whatever else drifted hit all arms alike.";

    private static IEnumerable<string> Confirmed(IsolationResult result, Confirmation confirmation)
    {
        var latency = Rung.Words(confirmation.Slowed.Latency);
        yield return $"{latency} yields most for its cost: {Number(Chosen(result, confirmation).PerSecond)} violated volleys a second, "
            + $"against {Number(result.Ladder[0].PerSecond)} as it is. With fresh volleys:";
        var found = confirmation.IsAmplified ? "Amplification" : "No amplification was found";
        yield return confirmation is { Factor: { } factor, P: { } p }
            ? $"{found}: {Count(confirmation.Slowed)} at {latency} against {Count(confirmation.AsItIs)} as it is: factor {Number(factor.Ratio)} "
                + $"(95 %: {Number(factor.Interval.Lower)} to {Number(factor.Interval.Upper)}{(factor.Corrected ? ", 0.5 added to each cell" : "")}), "
                + $"Fisher's exact test on volleys {Percent.P(p)}."
            : "No fresh volley counts: nothing to compare.";
        if (!confirmation.IsAmplified && confirmation.AsItIs.Rate > Crowded)
        {
            yield return $"As it is {Percent.Text(confirmation.AsItIs.Rate.Value)} of volleys are violated already, which leaves little to amplify. "
                + $"Spread them wider: --within {2 * result.Within.TotalSeconds:0.###}s.";
        }

        if (confirmation.ClosedP is { } closed)
        {
            yield return $"Window closed (no delay): {Count(confirmation.Closed)}; {(confirmation.FallsWhenClosed ? "the rate falls again" : "that it falls again is not shown")}, {Percent.P(closed)}.";
        }
    }

    private static string Clean(IsolationResult result) => result.Slowed.Counted == 0
        ? "Nothing can be said about amplification: no volley at a longer latency counts."
        : $"No amplification was found: none of {result.Slowed.Counted} volleys at {Milliseconds(result.Ladder.Where(rung => rung.LatencyMs > 0).Min(rung => rung.LatencyMs)!.Value)} "
            + $"to {Milliseconds(result.Ladder.Max(rung => rung.LatencyMs)!.Value)} was violated, so the rate is at most {Percent.Text(CleanTrials.UpperBound(result.Slowed.Counted))} (95 %).";

    private static string Near(NearMisses misses) => misses.GapMs is { } gap
        ? $"Around the moment of selling out, {misses.Overlapping} of {misses.Overlapping + misses.Near} sales overlapped the next buyer's look at the stock; "
            + $"the others missed it by {Milliseconds(gap)} (median), a latency worth trying."
        : $"Around the moment of selling out, each of {misses.Overlapping} sales overlapped the next buyer's look at the stock; there was no near miss to learn from.";

    private static Table Table(IsolationResult result)
    {
        var table = new Table().Border(TableBorder.None);
        table.AddColumns("latency, median", "violated volleys", $"0 %{new string(' ', RateChart.Width - 8)}100 %", "95 %", "a volley", "violated per s");
        foreach (var rung in result.Ladder)
        {
            table.AddRow(Row("", rung));
        }

        if (result.Confirmation is { } confirmation)
        {
            table.AddEmptyRow();
            foreach (var rung in new[] { confirmation.AsItIs, confirmation.Slowed, confirmation.Closed })
            {
                table.AddRow(Row("fresh, ", rung));
            }
        }

        table.AddEmptyRow();
        return table;
    }

    private static string[] Row(string prefix, Rung rung) =>
    [
        prefix + (rung.LatencyMs == 0 ? "no delay" : Rung.Words(rung.Latency)),
        Count(rung) + (rung.Unknown > 0 ? $", {rung.Unknown} unknown" : ""),
        RateChart.Line(rung.Rate, rung.Interval),
        rung is { Violated: 0, Counted: > 0 } ? $"at most {Percent.Text(rung.Interval.Upper)}" : Percent.Text(rung.Interval),
        $"{Number(rung.Seconds)} s",
        Number(rung.PerSecond),
    ];

    // The rung of the ladder, by whose numbers it was chosen.
    private static Rung Chosen(IsolationResult result, Confirmation confirmation) =>
        result.Ladder.First(rung => rung.LatencyMs.Equals(confirmation.Slowed.LatencyMs));

    private static string Count(Rung rung) => $"{rung.Violated} of {rung.Counted}";

    private static string Milliseconds(double value) => Rung.Words(TimeSpan.FromMilliseconds(value));

    private static string Number(double value) => value.ToString(value < 10 ? "0.##" : "0", CultureInfo.InvariantCulture);
}
