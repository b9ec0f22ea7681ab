using System.Globalization;
using System.Text.Json;
using Lab.Chaos.Checks;
using Lab.Chaos.Cli;
using Lab.Chaos.Journals;
using Spectre.Console;

namespace Lab.Chaos.Break.Cluster;

/// <summary>A run on a cluster for people: a line an experiment, then why those that did not pass did not, and what is left to do.</summary>
internal static class ClusterText
{
    /// <summary>Results go to standard output: as JSON, or as text.</summary>
    public static void Print(ClusterOutcome outcome, bool json, Terminal terminal)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(outcome, JournalJson.Options));
            return;
        }

        Write(outcome, terminal.Output);
    }

    public static void Write(ClusterOutcome outcome, IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"[bold]{outcome.Context}[/] ({outcome.ServerVersion}), namespace {outcome.Namespace}");
        var table = new Table().Border(TableBorder.Rounded).AddColumns("engine", "fault", "verdict", "Litmus", "probes", "targets");
        table.AddColumn(new TableColumn("took").RightAligned());
        foreach (var one in outcome.Experiments)
        {
            table.AddRow(
                Markup.Escape(one.Engine),
                Markup.Escape(one.Fault),
                Coloured(one.Verdict),
                Markup.Escape(one.Litmus.Length == 0 ? "–" : one.Litmus),
                Markup.Escape(Probes(one)),
                Markup.Escape(one.Targets.Count == 0 ? "–" : string.Join(", ", one.Targets)),
                string.Create(CultureInfo.InvariantCulture, $"{one.Seconds:0.#} s"));
        }

        console.Write(table);
        foreach (var one in outcome.Experiments.Where(one => one.Reason is not null))
        {
            console.MarkupLineInterpolated($"[yellow]{one.Engine}, {one.Fault}[/]: {one.Reason}.");
        }

        foreach (var note in outcome.Notes)
        {
            console.WriteLine(note);
        }

        foreach (var left in outcome.Leftovers)
        {
            console.MarkupLineInterpolated($"[red]Left behind[/]: {left.What}: {left.Why}.");
            foreach (var command in new[] { left.Command, left.Force }.OfType<string>())
            {
                console.Profile.Out.Writer.WriteLine($"  {command}");   // not wrapped: it is copied
            }
        }

        console.MarkupLine($"{Coloured(outcome.Verdict)}. ChaosResults and logs: {Markup.Escape(outcome.Folder)}");
    }

    private static string Probes(ExperimentOutcome one) =>
        one.Probes.Count == 0 ? "none"
        : $"{one.Probes.Count(probe => probe.Verdict == "Passed")} of {one.Probes.Count} passed{(one.ProbeSuccess.Length == 0 ? "" : $" ({one.ProbeSuccess} %)")}";

    private static string Coloured(Verdict verdict) => verdict switch
    {
        Verdict.Holds => "[green]Holds[/]",
        Verdict.Violated => "[red]Violated[/]",
        _ => "[yellow]Unknown[/]",
    };
}
