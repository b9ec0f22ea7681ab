using System.Globalization;
using Lab.Chaos.Checks;
using Lab.Chaos.Statistics;
using Spectre.Console;

namespace Lab.Chaos.Reports.Runs;

/// <summary>The difference of two runs for people.</summary>
internal static class DiffText
{
    public static void Write(RunDiff diff, IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"[bold]{Headline(diff)}[/]");
        foreach (var difference in diff.Differences)
        {
            console.MarkupLineInterpolated($"[yellow]Note:[/] {difference}");
        }

        if (diff.Arms.Count > 0)
        {
            console.Write(Table(diff));
        }

        foreach (var arm in diff.Arms.Where(arm => arm.Comparison is not null))
        {
            console.MarkupLineInterpolated($"[bold]{arm.Arm}[/]: {arm.Comparison!.Sentence}{(arm.AdjustedP is { } p && diff.Arms.Count > 1 ? $" For {diff.Arms.Count(other => other.AdjustedP is not null)} arms: {Percent.P(p)}." : "")}");
        }

        Only("before", diff.OnlyBefore, console);
        Only("after", diff.OnlyAfter, console);
    }

    /// <summary>The answer in one sentence.</summary>
    public static string Headline(RunDiff diff) => diff.Change switch
    {
        Change.Worse => $"Worse: {Arms(diff, Change.Worse)}.{(diff.Arms.Any(arm => arm.Change == Change.Better) ? $" Better: {Arms(diff, Change.Better)}." : "")}",
        Change.Better => $"Better: {Arms(diff, Change.Better)}.",
        Change.None => "No significant change.",
        Change.NotTested => $"Cannot be compared. {diff.Incomparable ?? "No arm has volleys that count in both runs."}",
        _ => throw new System.Diagnostics.UnreachableException($"{diff.Change} is no change."),
    };

    private static string Arms(RunDiff diff, Change change) => string.Join("; ", diff.Arms.Where(arm => arm.Change == change).Select(arm => arm.Arm));

    private static void Only(string when, IReadOnlyList<string> arms, IAnsiConsole console)
    {
        if (arms.Count > 0)
        {
            console.MarkupLineInterpolated($"[grey]Only {when}: {string.Join("; ", arms)}.[/]");
        }
    }

    private static Table Table(RunDiff diff)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("arm", "volleys violated before (95 %)", "after (95 %)", "change")
            .AddColumn(new TableColumn("latency p50 / p99\nbefore").RightAligned())
            .AddColumn(new TableColumn("latency p50 / p99\nafter").RightAligned())
            .AddColumn(new TableColumn("predicted").RightAligned());
        foreach (var arm in diff.Arms)
        {
            table.AddRow(
                Markup.Escape(arm.Arm),
                Markup.Escape(ArmCells.Share(arm.Before)),
                Markup.Escape(ArmCells.Share(arm.After)),
                $"[{Colour(arm.Change)}]{Words(arm.Change)}[/]",
                Latency(arm.Before),
                Latency(arm.After),
                arm is { PredictedBefore: null, PredictedAfter: null } ? "-" : $"{Share(arm.PredictedBefore)} / {Share(arm.PredictedAfter)}");
        }

        return table;
    }

    private static string Latency(ArmSummary arm) => $"{ArmCells.Milliseconds(arm.Latency?.P50)} / {ArmCells.Milliseconds(arm.Latency?.P99)}";

    private static string Share(double? share) => share is { } known ? Percent.Text(known) : "-";

    private static string Words(Change change) => change == Change.NotTested ? "not tested" : change.ToString().ToLower(CultureInfo.InvariantCulture);

    private static string Colour(Change change) => change switch
    {
        Change.Better => "green",
        Change.Worse => "red",
        _ => "grey",
    };
}
