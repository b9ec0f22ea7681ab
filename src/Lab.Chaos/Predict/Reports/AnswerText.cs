using System.Globalization;
using Lab.Chaos.Predict.Questions;
using Spectre.Console;

namespace Lab.Chaos.Predict.Reports;

/// <summary>Answers to questions about the first crowd, as people read them.</summary>
internal static class AnswerText
{
    private const int MostLines = 60;

    public static void Write(Diary diary, IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"[bold]Agent {diary.Agent}[/] in the first crowd: {diary.Total} entries.");
        var table = new Table().Border(TableBorder.None).AddColumn(new TableColumn("at").RightAligned())
            .AddColumn(new TableColumn("waited").RightAligned()).AddColumns("request", "where", "step", "what");
        foreach (var entry in diary.Entries.Take(MostLines))
        {
            table.AddRow(
                Deed.Time(entry.Nanoseconds),
                entry.WaitedNanoseconds == 0 ? "" : "+" + Deed.Time(entry.WaitedNanoseconds),
                string.Create(CultureInfo.InvariantCulture, $"{entry.Request}{(entry.Attempt > 1 ? $", attempt {entry.Attempt}" : "")}"),
                Markup.Escape(entry.Where),
                entry.Step == 0 ? "" : Markup.Escape($"{entry.Operation} {entry.Step}"),
                Markup.Escape(entry.What) + (entry.Anomaly is { } anomaly ? $" [red]{RateText.Name(anomaly)}[/]" : ""));
        }

        console.Write(table);
        More(diary.Total, console);
    }

    public static void Write(ReplicaLog log, IAnsiConsole console)
    {
        console.MarkupLineInterpolated(
            $"[bold]{log.Replica}[/] in the first crowd: {log.Attempts} attempts, at most {log.MostAtOnce} at once (at {Deed.Time(log.MostAtOnceNanoseconds)}), {log.Total} locks and stops.");
        var table = new Table().Border(TableBorder.None).AddColumn(new TableColumn("from").RightAligned())
            .AddColumn(new TableColumn("to").RightAligned()).AddColumn(new TableColumn("for").RightAligned()).AddColumn("what");
        foreach (var held in log.Holds.Take(MostLines))
        {
            table.AddRow(
                Deed.Time(held.From),
                held.To is { } to ? Deed.Time(to) : "the end",
                held.To is { } end ? Deed.Time(end - held.From) : "",
                Markup.Escape(held.What));
        }

        if (log.Holds.Count > 0)
        {
            console.Write(table);
        }

        More(log.Total, console);
    }

    private static void More(int total, IAnsiConsole console)
    {
        if (total > MostLines)
        {
            console.MarkupLineInterpolated($"[grey]And {total - MostLines} more; --json prints up to 500.[/]");
        }
    }
}
