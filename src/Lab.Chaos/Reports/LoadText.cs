using System.Globalization;
using Lab.Chaos.Statistics;
using Spectre.Console;

namespace Lab.Chaos.Reports;

/// <summary>A load for people: what was asked and whether it could be sent, then what came back.</summary>
internal static class LoadText
{
    public static void Write(ArmReport arm, LoadReport load, IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"[bold]{arm.Summary.Variant}, {arm.Summary.Condition}[/]: {Asked(arm, load)}");
        console.WriteLine(Sent(load));
        console.Write(Steps(load));
        foreach (var doubt in load.Doubts)
        {
            console.MarkupLineInterpolated($"[yellow]Proves less than it could[/]: {doubt}.");
        }
    }

    /// <summary>What was asked, and how many keys it broke.</summary>
    public static string Asked(ArmReport arm, LoadReport load)
    {
        var keys = load.Keys == 1 ? "one key" : $"{load.Keys} keys, {load.Contended} of them asked for more than they had";
        return $"{load.Schedule}{(load.Driver is null ? "" : $" by {load.Driver}")} over at most {load.Connections} connections; {keys}; {arm.Summary.Violated} of {arm.Summary.Volleys} keys violated.";
    }

    /// <summary>How well it could be sent.</summary>
    public static string Sent(LoadReport load)
    {
        var rate = load.Rate is { } perSecond ? string.Create(CultureInfo.InvariantCulture, $"{perSecond:0.#} requests a second were answered. ") : "";
        if (load.Model == "closed")
        {
            return rate + Uncaptured(load);
        }

        if (load.Driver is { } driver)
        {
            var busy = load.Unsent == 0 ? "" : $" {load.Unsent} more found no free connection and were not sent.";
            return $"{rate}{driver} began {load.Planned - load.Unsent} at random moments of its intervals and does not tell when one was due: latency counts from when it began.{busy}{Uncaptured(load)}";
        }

        var unsent = load.Unsent == 0 ? "all were sent" : $"{load.Unsent} ({Percent.Text((double)load.Unsent / load.Planned)}) found no free connection in time and were not sent";
        return $"{rate}Of {load.Planned} that were due {unsent}, {load.Late} more than 2 ms late; due to sent: "
            + $"p50 {Milliseconds(load.ScheduleErrorP50)}, p99 {Milliseconds(load.ScheduleErrorP99)}, worst {Milliseconds(load.ScheduleErrorMax)}.{Uncaptured(load)}";
    }

    private static string Uncaptured(LoadReport load) => load.Uncaptured == 0 ? "" : $" {load.Uncaptured} answers lacked a value that a later step needs, which ended their sessions.";

    private static Table Steps(LoadReport load)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("requests", "ok", "fail", "info");
        foreach (var column in new[] { "mean", "p50", "p90", "p95", "p99", "p99.9", "max" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var step in load.Steps)
        {
            table.AddRow(
            [
                Markup.Escape(step.Name), Count(step.Outcomes.Ok), Count(step.Outcomes.Fail), Count(step.Outcomes.Info),
                .. step.Latency is { } latency
                    ? new[] { latency.Mean, latency.P50, latency.P90, latency.P95, latency.P99, latency.P999, latency.Max }.Select(Milliseconds)
                    : [],
            ]);
        }

        return table;
    }

    private static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    public static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString(time.TotalMilliseconds switch { < 1 => "0.000", < 10 => "0.00", < 100 => "0.0", _ => "0" }, CultureInfo.InvariantCulture) + " ms";
}
