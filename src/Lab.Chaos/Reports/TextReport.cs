using System.Globalization;
using Lab.Chaos.Break.Reports;
using Lab.Chaos.Checks;
using Lab.Chaos.Contain;
using Lab.Chaos.Isolate;
using Lab.Chaos.Journals;
using Lab.Chaos.Predict.Scores;
using Spectre.Console;

namespace Lab.Chaos.Reports;

/// <summary>The verdict as people read it: one sentence, one table, the comparisons, the evidence, how to repeat it.</summary>
internal static class TextReport
{
    public static void Write(Journal journal, IAnsiConsole console)
    {
        console.MarkupLine($"[{Colour(journal.Verdict)} bold]{journal.Verdict}[/]: {Markup.Escape(journal.Conclusion)}");
        var volleys = journal.Arms.Where(arm => arm.Load is null).ToList();
        if (volleys.Count > 0)
        {
            console.Write(Arms(volleys));
        }

        foreach (var arm in journal.Arms.Where(arm => arm.Load is not null))
        {
            LoadText.Write(arm, arm.Load!, console);
        }

        SweepText.Write(journal.Sweep, console);
        foreach (var threshold in journal.Thresholds)
        {
            console.MarkupLine($"[{Colour(threshold.Verdict)}]{threshold.Verdict}[/] threshold {Markup.Escape($"{threshold.Threshold}: {threshold.Sentence} ({threshold.Arm})")}.");
        }

        if (JournalText.Entry(journal) is { } entry)
        {
            console.MarkupLineInterpolated($"[grey]{entry}[/]");
        }

        foreach (var comparison in journal.Comparisons)
        {
            console.MarkupLineInterpolated($"[bold]{comparison.Question}[/] {comparison.Result.Sentence}");
        }

        if (JournalText.Merged(journal) is { } merged)
        {
            console.MarkupLineInterpolated($"[grey]{merged}[/]");
        }

        foreach (var (what, sentence) in JournalText.Clean(journal).Concat(JournalText.Examples(journal)))
        {
            console.MarkupLineInterpolated($"[bold]{what}[/]{sentence}");
        }

        Witnesses(journal, console);
        if (journal.Fuzzed is { } fuzzed)
        {
            if (fuzzed.Findings.Count > 0)
            {
                fuzzed.Write(console);
            }
            else
            {
                console.MarkupLineInterpolated($"[bold]Fuzzed[/], {fuzzed.Verdict}: {fuzzed.Conclusion}");
            }
        }

        if (journal.Isolated is { } isolated)
        {
            console.MarkupLineInterpolated($"[bold]Isolated[/] {isolated.Downstream} of {isolated.Variant}:");
            foreach (var sentence in IsolationText.Sentences(isolated))
            {
                console.MarkupLineInterpolated($"   {sentence}");
            }
        }

        if (journal.Contained is { } contained)
        {
            console.MarkupLineInterpolated($"[bold]Contained[/] {contained.Variant} with {contained.Limits} for {string.Join(", ", contained.Services)}:");
            foreach (var sentence in ContainmentText.Sentences(contained))
            {
                console.MarkupLineInterpolated($"   {sentence}");
            }
        }

        if (journal.Broken is { } broken)
        {
            BreakText.Write(broken, console);
        }

        if (journal.Predicted is { } predicted)
        {
            ScoreText.Write(predicted, console);
        }

        console.MarkupLineInterpolated($"[grey]{JournalText.Where(journal)}[/]");
        console.MarkupLineInterpolated($"[grey]{JournalText.SeedRepeats} Judge it again: ./lab check {journal.Run}; as a page: ./lab report {journal.Run} --open[/]");
    }

    private static Table Arms(IReadOnlyList<ArmReport> arms)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumns("variant", "condition", "verdict", "volleys violated (95 %)", "oversold units", "per request (95 %)")
            .AddColumn(new TableColumn("spread p95-p5,\nreceived / first read").RightAligned())
            .AddColumn(new TableColumn("latency\np50 / p99").RightAligned());
        foreach (var arm in arms)
        {
            var summary = arm.Summary;
            table.AddRow(
                Markup.Escape(summary.Variant),
                Markup.Escape(summary.Condition),
                $"[{Colour(summary.Verdict)}]{summary.Verdict}[/]",
                Markup.Escape(ArmCells.Share(summary)),
                summary.Units.Total.ToString("0", CultureInfo.InvariantCulture),
                Markup.Escape(ArmCells.PerRequest(summary.Units)),
                $"{ArmCells.Milliseconds(arm.Spread.Received)} / {ArmCells.Milliseconds(arm.Spread.FirstRead)}",
                $"{ArmCells.Milliseconds(summary.Latency?.P50)} / {ArmCells.Milliseconds(summary.Latency?.P99)}");
        }

        return table;
    }

    private static void Witnesses(Journal journal, IAnsiConsole console)
    {
        foreach (var witness in journal.Witnesses)
        {
            console.MarkupLineInterpolated($"[bold]Witness of {witness.Variant}, {witness.Condition}[/] (volley {witness.Volley}): {witness.Sentence}");
        }

        if (journal.Witnesses.Count > 0)
        {
            console.MarkupLineInterpolated($"[grey]Step by step: ./lab witness {journal.Run}[/]");
        }
    }

    public static string Colour(Verdict verdict) => verdict switch
    {
        Verdict.Holds => "green",
        Verdict.Violated => "red",
        Verdict.Unknown => "yellow",
        _ => throw new System.Diagnostics.UnreachableException($"{verdict} is no verdict."),
    };
}
