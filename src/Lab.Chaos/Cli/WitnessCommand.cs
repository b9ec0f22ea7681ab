using System.CommandLine;
using System.Text.Json;
using Lab.Chaos.Collect.Storing;
using Lab.Chaos.Histories;
using Lab.Chaos.Journals;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Witness;
using Lab.Contracts;
using Spectre.Console;

namespace Lab.Chaos.Cli;

/// <summary><c>lab witness</c>: the two requests that crossed in a violation, step by step.</summary>
internal static class WitnessCommand
{
    public static Command Create(Terminal terminal)
    {
        var run = CommonOptions.Run("Id of a run, a unique part of it, or its folder; the latest when not given.");
        run.Arity = ArgumentArity.ZeroOrOne;
        var volley = new Option<int?>("--volley") { Description = "Number of a volley; the first of each violated arm that shows it when not given." };
        var svg = new Option<string?>("--svg") { Description = "Write the sequence diagrams to this file, for example oversell.svg; several get a number each." };
        var json = new Option<bool>("--json") { Description = "Print the steps as JSON on standard output." };
        var command = new Command("witness", "Show the two requests that crossed in a violation: who read what when, who wrote in between.") { run, volley, svg, json };
        command.SetAction(parsed =>
        {
            var runs = LabPaths.Find().Runs;
            var folder = parsed.GetValue(run) is { } named ? RunFolder.Find(runs, named) : RunFolder.Latest(runs);
            var witnesses = parsed.GetValue(volley) is { } number ? [OfVolley(folder, number)] : OfRun(folder);
            if (parsed.GetValue(svg) is { } path)
            {
                Draw(witnesses, path, terminal);
            }

            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(witnesses, JournalJson.Options));
                return ExitCodes.Holds;
            }

            foreach (var witness in witnesses)
            {
                terminal.Output.MarkupLineInterpolated($"[bold]{witness.Variant}, {witness.Condition}[/], volley {witness.Volley}, {witness.Key}");
                foreach (var line in WitnessText.Lines(witness))
                {
                    terminal.Output.Profile.Out.Writer.WriteLine(line);
                }
            }

            return ExitCodes.Holds;
        });
        return command;
    }

    private static IReadOnlyList<WitnessTimeline> OfRun(RunFolder run) => WitnessTimeline.Read(run) is { Count: > 0 } witnesses
        ? witnesses
        : throw new LabException($"{run.Id} has no witness: nothing was violated, or nothing was traced. Name a volley with --volley, or make a run with one: ./lab stress ticketing --variant naive.");

    private static WitnessTimeline OfVolley(RunFolder run, int number)
    {
        var history = HistoryReader.Read(run.History);
        var volley = history.Volleys.FirstOrDefault(volley => volley.Start.Volley == number)
            ?? throw new LabException($"{run.Id} has no volley {number}. It has {history.Volleys.Count}, from {history.Volleys.Select(each => each.Start.Volley).DefaultIfEmpty().Min()}.");
        using var spans = SpanIndex.Open(Path.Combine(run.Path, SpanIndex.FileName))
            ?? throw new LabException($"{run.Id} was not traced: it has no {SpanIndex.FileName}.");
        return new WitnessBuilder(ScenarioReader.Read(run.Scenario), spans.Trace).Of([volley])
            ?? throw new LabException($"In volley {number} of {run.Id} no two traced requests crossed. Traces of clean volleys are kept only of the first ones.");
    }

    private static void Draw(IReadOnlyList<WitnessTimeline> witnesses, string path, Terminal terminal)
    {
        foreach (var (n, witness) in witnesses.Index())
        {
            var file = n == 0 ? path : Path.Combine(Path.GetDirectoryName(path) ?? "", $"{Path.GetFileNameWithoutExtension(path)}-{n + 1}{Path.GetExtension(path)}");
            File.WriteAllText(file, WitnessDiagram.Draw(witness).ToString());
            terminal.Say($"Drawn: {file}");
        }
    }
}
