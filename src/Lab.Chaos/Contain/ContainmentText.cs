using System.Globalization;
using Lab.Chaos.Statistics;
using Spectre.Console;

namespace Lab.Chaos.Contain;

/// <summary>The report of a containment for people.</summary>
internal static class ContainmentText
{
    /// <summary>Above this rate without a limit, even one that exposes every volley does not stand out from chance in few volleys.</summary>
    private const double Crowded = 0.5;

    public static void Write(ContainmentResult result, IAnsiConsole console)
    {
        var sent = result.Within > TimeSpan.Zero ? $"spread over {Number(result.Within.TotalSeconds)} s" : "not spread";
        console.MarkupLineInterpolated(
            $"[bold]{result.Limits} for each replica of {Names(result)}, variant {result.Variant} of {result.Scenario}[/]: volleys of {result.Requests}, {sent}, seed {result.Seed}");
        console.WriteLine();
        console.Write(Table(result));
        foreach (var sentence in Sentences(result))
        {
            console.MarkupLineInterpolated($"{sentence}");
        }
    }

    /// <summary>What was found, each checked by hand from the numbers in it.</summary>
    public static IEnumerable<string> Sentences(ContainmentResult result)
    {
        var (free, limited) = (result.Free, result.Limited);
        yield return result is { Factor: { } factor, P: { } p }
            ? Compared(result, factor, p)
            : $"Nothing can be compared: {(limited.Counted == 0 ? "no volley within the limit" : "no volley without it")} counts.";
        if (!result.IsAmplified && free.Rate > Crowded)
        {
            yield return $"Without the limit {Percent.Text(free.Rate.Value)} of volleys are violated already, which leaves little to expose. "
                + (result.Within > TimeSpan.Zero ? $"Spread them wider: --within {Number(2 * result.Within.TotalSeconds)}s." : "Spread them: --condition unaligned.");
        }

        yield return limited.ThrottledShare is { } share
            ? $"Throttled in {limited.Throttling.ThrottledPeriods} of {limited.Throttling.Periods} periods of 100 ms in which a replica wanted to run ({Percent.Text(share)}), "
                + $"{Number(limited.Throttling.ThrottledMilliseconds / 1000)} s in all."
            : "The system counted no period of the quota, so whether it was ever used up is not known.";
        if (limited is { ThrottledShare: 0 })
        {
            yield return "The quota was never used up, so this says nothing about a limit. Lower it (--cpu 100m), or send more (--requests).";
        }

        if (free.MeanMilliseconds is { } without && limited.MeanMilliseconds is { } within)
        {
            yield return $"A request took {Number(within)} ms on average, {Number(without)} ms without the limit, and a volley {Number(limited.Seconds)} s, {Number(free.Seconds)} s without.";
        }

        yield return $"The replicas of {Names(result)} were restarted inside the quota and nothing else was changed; they warmed up before each part, and half of the volleys without it came "
            + "before those within, half after.";
    }

    private static string Compared(ContainmentResult result, RiskRatio factor, double p)
    {
        var (free, limited) = (result.Free, result.Limited);
        if (free.Violated + limited.Violated == 0)
        {
            return $"It is not exposed: none of {limited.Counted} volleys within the limit was violated, so the rate is at most {Percent.Text(CleanTrials.UpperBound(limited.Counted))} (95 %); "
                + $"nor was any of {free.Counted} without.";
        }

        return $"{(result.IsAmplified ? "The limit exposes it" : "That the limit exposes it is not shown")}: {Count(limited)} volleys violated within it against {Count(free)} without: "
            + $"factor {Number(factor.Ratio)} (95 %: {Number(factor.Interval.Lower)} to {Number(factor.Interval.Upper)}{(factor.Corrected ? ", 0.5 added to each cell" : "")}), "
            + $"Fisher's exact test on volleys {Percent.P(p)}.";
    }

    private static Table Table(ContainmentResult result)
    {
        var table = new Table().Border(TableBorder.None);
        table.AddColumns("arm", "violated volleys", "95 %", "throttled periods", "mean latency", "a volley");
        foreach (var arm in new[] { result.Free, result.Limited })
        {
            table.AddRow(
                Markup.Escape(arm.Name),
                Count(arm) + (arm.Unknown > 0 ? $", {arm.Unknown} unknown" : ""),
                arm is { Violated: 0, Counted: > 0 } ? $"at most {Percent.Text(arm.Interval.Upper)}" : Percent.Text(arm.Interval),
                arm.ThrottledShare is { } share ? $"{arm.Throttling.ThrottledPeriods} of {arm.Throttling.Periods} ({Percent.Text(share)})" : "no quota",
                arm.MeanMilliseconds is { } mean ? $"{Number(mean)} ms" : "",
                $"{Number(arm.Seconds)} s");
        }

        table.AddEmptyRow();
        return table;
    }

    private static string Names(ContainmentResult result) => string.Join(", ", result.Services);

    private static string Count(ContainmentArm arm) => $"{arm.Violated} of {arm.Counted}";

    private static string Number(double value) => value.ToString(value < 10 ? "0.##" : "0", CultureInfo.InvariantCulture);
}
