using System.Globalization;
using Lab.Chaos.Break.Reports;
using Lab.Chaos.Checks;
using Lab.Chaos.Contain;
using Lab.Chaos.Isolate;
using Lab.Chaos.Journals;
using Lab.Chaos.Predict.Scores;
using Lab.Chaos.Statistics;
using Spectre.Console;

namespace Lab.Chaos.Reports;

/// <summary>The verdict as people read it: one sentence, one table, the comparisons, the evidence, how to repeat it.</summary>
internal static class TextReport
{
    private const string EntryWasFirst = "The service that aligned volleys arrive at was scheduled before what it calls.";

    private const string EntryWasNotFirst =
        "The service that aligned volleys arrive at shared the processors with what it calls; as root, or with CAP_SYS_NICE, the lab schedules it first.";

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

        if (journal.Arms.Select(arm => arm.EntryFirst).OfType<bool>().ToList() is { Count: > 0 } first)
        {
            console.MarkupLineInterpolated($"[grey]{(first.All(yes => yes) ? EntryWasFirst : EntryWasNotFirst)}[/]");
        }

        foreach (var comparison in journal.Comparisons)
        {
            console.MarkupLineInterpolated($"[bold]{comparison.Question}[/] {comparison.Result.Sentence}");
        }

        if (journal.Merged.Count > 0)
        {
            console.MarkupLineInterpolated($"[grey]Put together from {journal.Merged.Count} runs: {string.Join(", ", journal.Merged.Select(part => part.Shard.IsWhole ? part.Run : $"{part.Run} ({part.Shard})"))}.[/]");
        }

        Clean(journal, console);
        Evidence(journal.Arms, console);
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

        console.MarkupLineInterpolated(
            $"[grey]Run {journal.Run}: seed {journal.Seed}, {journal.Engine} engine, {journal.DurationSeconds:0} s on {journal.Machine}.[/]");
        console.MarkupLineInterpolated(
            $"[grey]The seed repeats the stimulus, not the scheduling. Judge it again: ./lab check {journal.Run}[/]");
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
                Markup.Escape(Share(summary)),
                summary.Units.Total.ToString("0", CultureInfo.InvariantCulture),
                Markup.Escape(PerRequest(summary.Units)),
                $"{Milliseconds(arm.Spread.Received)} / {Milliseconds(arm.Spread.FirstRead)}",
                $"{Milliseconds(summary.Latency?.P50)} / {Milliseconds(summary.Latency?.P99)}");
        }

        return table;
    }

    // What a clean result of the fix is worth, measured by the lowest rate at which the suspect was seen to fail.
    private static void Clean(Journal journal, IAnsiConsole console)
    {
        var caught = journal.Arms.Where(arm => arm.Summary.Violated > 0).ToList();
        var rate = caught.Select(arm => arm.Summary.Rate!.Value).DefaultIfEmpty().Min();
        var suspects = caught.Select(arm => arm.Summary.Variant).ToHashSet();
        foreach (var arm in journal.Arms.Where(arm => rate > 0 && !suspects.Contains(arm.Summary.Variant)))
        {
            if (arm.Summary.Excludes(rate) is { } text)
            {
                console.MarkupLineInterpolated($"[bold]{arm.Summary.Name}[/]: {text}");
            }
        }
    }

    private static void Evidence(IReadOnlyList<ArmReport> arms, IAnsiConsole console)
    {
        foreach (var arm in arms.Where(arm => arm.Evidence.Count > 0))
        {
            console.MarkupLineInterpolated($"[bold]{arm.Summary.Name}[/], for example: {arm.Evidence[0]}");
        }
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

    private static string Share(ArmSummary summary)
    {
        var unknown = summary.Unknown == 0 ? "" : $", {summary.Unknown} unknown";
        return summary switch
        {
            { Counted: 0 } => $"no volley counts{unknown}",
            { Violated: 0 } => $"0 of {summary.Counted}, at most {Percent.Text(summary.ViolatedShare.Upper)}{unknown}",
            _ => $"{summary.Violated} of {summary.Counted}, {Percent.Text(summary.Rate!.Value)} ({Percent.Text(summary.ViolatedShare)}){unknown}",
        };
    }

    private static string PerRequest(UnitsOversold units) => units switch
    {
        { PerRequest: null } or { Total: 0 } => "none seen",
        { PerRequestInterval: { } interval } => $"{Percent.Text(units.PerRequest.Value)} ({Percent.Text(interval)})",
        _ => Percent.Text(units.PerRequest.Value),
    };

    private static string Milliseconds(TimeSpan? time) =>
        time is { } value ? value.TotalMilliseconds.ToString(value.TotalMilliseconds < 10 ? "0.0" : "0", CultureInfo.InvariantCulture) + " ms" : "-";

    private static string Colour(Verdict verdict) => verdict switch
    {
        Verdict.Holds => "green",
        Verdict.Violated => "red",
        Verdict.Unknown => "yellow",
        _ => throw new System.Diagnostics.UnreachableException($"{verdict} is no verdict."),
    };
}
