using System.Globalization;
using Lab.Chaos.Contain;
using Lab.Chaos.Statistics;
using Spectre.Console;

namespace Lab.Chaos.Observe;

/// <summary>The report of an observation for people.</summary>
internal static class ObservationText
{
    private const double Significant = 0.01;

    public static void Write(ObservationResult result, IAnsiConsole console)
    {
        var sent = result.Within > TimeSpan.Zero ? $"spread over {Number(result.Within.TotalSeconds)} s" : "not spread";
        console.MarkupLineInterpolated(
            $"[bold]The observer effect on variant {result.Variant} of {result.Scenario}[/]: volleys of {result.Requests}, {sent}, seed {result.Seed}");
        console.WriteLine();
        console.Write(Table(result));
        foreach (var sentence in Sentences(result))
        {
            console.MarkupLineInterpolated($"{sentence}");
        }
    }

    /// <summary>What was found, each checked by hand from the numbers in it.</summary>
    public static IEnumerable<string> Sentences(ObservationResult result)
    {
        foreach (var arm in result.Watched)
        {
            yield return arm is { Factor: { } factor, P: { } p }
                ? Compared(result.Unwatched, arm.Volleys, factor, p)
                : $"{arm.Volleys.Name}: nothing can be compared, since no volley of one arm counts.";
        }

        if (result.TracePoint is { } point)
        {
            yield return $"The breakpoint stopped one replica for {Number(result.Hold.TotalMilliseconds)} ms at '{point}', in {result.Stops} volleys. "
                + "That is the whole process, as under a debugger: requests of other replicas go on.";
        }
    }

    private static string Compared(ContainmentArm off, ContainmentArm arm, RiskRatio factor, double p)
    {
        if (off.Violated + arm.Violated == 0)
        {
            return $"{arm.Name}: neither any of {arm.Counted} volleys nor any of {off.Counted} unwatched ones was violated, so nothing can be said.";
        }

        var finding = p >= Significant ? "that it changes the rate is not shown" : factor.Ratio < 1 ? "the race hides from it" : "it brings the race out";
        return $"{arm.Name}: {finding}: {Count(arm)} volleys violated against {Count(off)} unwatched: factor {Number(factor.Ratio)} "
            + $"(95 %: {Number(factor.Interval.Lower)} to {Number(factor.Interval.Upper)}{(factor.Corrected ? ", 0.5 added to each cell" : "")}), Fisher's exact test on volleys {Percent.P(p)}.";
    }

    private static Table Table(ObservationResult result)
    {
        var table = new Table().Border(TableBorder.None);
        table.AddColumns("arm", "violated volleys", "95 %", "mean latency", "a volley");
        foreach (var arm in result.Watched.Select(arm => arm.Volleys).Prepend(result.Unwatched))
        {
            table.AddRow(
                Markup.Escape(arm.Name),
                Count(arm) + (arm.Unknown > 0 ? $", {arm.Unknown} unknown" : ""),
                arm is { Violated: 0, Counted: > 0 } ? $"at most {Percent.Text(arm.Interval.Upper)}" : Percent.Text(arm.Interval),
                arm.MeanMilliseconds is { } mean ? $"{Number(mean)} ms" : "",
                $"{Number(arm.Seconds)} s");
        }

        table.AddEmptyRow();
        return table;
    }

    private static string Count(ContainmentArm arm) => $"{arm.Violated} of {arm.Counted}";

    private static string Number(double value) => value.ToString(value < 10 ? "0.##" : "0", CultureInfo.InvariantCulture);
}
