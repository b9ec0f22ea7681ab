using System.Globalization;
using Lab.Chaos.Checks;
using Spectre.Console;

namespace Lab.Chaos.Fuzz.Reports;

/// <summary>What fuzzing found, as people read it: one sentence, what was answered, one table, and how to repeat each.</summary>
internal static class FuzzText
{
    public static void Write(FuzzResult result, IAnsiConsole console)
    {
        console.MarkupLine($"[{Colour(result.Verdict)} bold]{result.Verdict}[/]: {Markup.Escape(result.Conclusion)}");
        var answers = string.Join(", ", result.Answers.OrderBy(answer => answer.Key, StringComparer.Ordinal).Select(answer => $"{answer.Key} x{answer.Value}"));
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]{result.Requests} requests to {result.Operations} {(result.Operations == 1 ? "operation" : "operations")} in {result.DurationSeconds:0.0} s, answered: {answers}[/]");
        if (result.Findings.Count > 0)
        {
            console.Write(Table(result.Findings));
            Repeat(result, console);
        }

        foreach (var note in result.Notes)
        {
            console.MarkupLineInterpolated($"[yellow]Note:[/] {note}");
        }

        console.MarkupLineInterpolated(
            $"[grey]Run {result.Run}: seed {result.Seed}. The same seed sends the same cases; the operating system schedules them anew.[/]");
    }

    private static Table Table(IReadOnlyList<FuzzFinding> findings)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumns("operation", "oracle broken", "got", "field", "value", "clients", "fails", "seen in");
        foreach (var finding in findings)
        {
            table.AddRow(
                Markup.Escape(finding.Operation),
                $"[{Colour(finding.Verdict)}]{Markup.Escape(finding.Oracle)}[/]",
                Markup.Escape(finding.Sign),
                Markup.Escape(finding.Field ?? "none: plausible values do it"),
                Markup.Escape(finding.Value is { } value ? $"{value} ({finding.Kind})" : "-"),
                finding.Clients.ToString(CultureInfo.InvariantCulture),
                $"{finding.Failed} of {finding.Reruns}",
                finding.Seen == 1 ? "1 case" : $"{finding.Seen} cases");
        }

        return table;
    }

    // Lines that are copied must not be wrapped.
    private static void Repeat(FuzzResult result, IAnsiConsole console)
    {
        foreach (var (number, finding) in result.Findings.Index())
        {
            console.MarkupLineInterpolated($"[bold]{number + 1}.[/] {finding.Sentence} {Again(finding)}");
            console.Profile.Out.Writer.WriteLine(finding.Curl);
            console.MarkupLineInterpolated($"[grey]As a test: {Path.Combine("runs", result.Run, finding.Test)}[/]");
        }
    }

    private static string Again(FuzzFinding finding) => finding.Failed == 0
        ? $"Seen in case {finding.Case}, in none of {finding.Reruns} reruns of it alone."
        : $"Fails in {finding.Failed} of {finding.Reruns} reruns.";

    private static string Colour(Verdict verdict) => verdict switch
    {
        Verdict.Holds => "green",
        Verdict.Violated => "red",
        Verdict.Unknown => "yellow",
        _ => throw new System.Diagnostics.UnreachableException($"{verdict} is no verdict."),
    };
}
