using System.CommandLine;
using Lab.Chaos.Experiments;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Truth;
using Lab.Contracts;

namespace Lab.Chaos.Cli;

/// <summary><c>lab truth</c>: every strategy under every condition, expected against what came out.</summary>
internal static class TruthCommand
{
    public static Command Create(Terminal terminal, TimeProvider time)
    {
        var scenario = CommonOptions.Scenario();
        var quick = new Option<bool>("--quick") { Description = "The selection that runs in every build." };
        var variants = new Option<string[]>("--variant") { Description = "Only these rows; may be repeated." };
        var conditions = new Option<string[]>("--condition") { Description = "Only these columns; may be repeated." };
        var volleys = CommonOptions.Volleys("Volleys per cell, in place of the numbers in truth.yaml.");
        var seed = CommonOptions.Seed();
        var allow = CommonOptions.AllowHost();
        var json = CommonOptions.Json();
        var command = new Command("truth", "Run the truth table on real parts; a cell that disagrees is a failure.")
        {
            scenario, quick, variants, conditions, volleys, seed, allow, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var paths = LabPaths.Find();
            var file = ScenarioCatalog.Find(parsed.GetValue(scenario)!, paths.Repository, Environment.CurrentDirectory);
            var system = ScenarioReader.Read(file);
            var table = TruthReader.Read(file.Beside(TruthReader.FileName), system);
            IReadOnlyList<TruthCell> cells =
            [
                .. Chosen(system, parsed.GetValue(quick) ? table.Quick : table.Cells, parsed.GetValue(variants) ?? [], parsed.GetValue(conditions) ?? [])
                    .Select(cell => parsed.GetValue(volleys) is { } count ? cell with { Volleys = count } : cell),
            ];
            var journal = await Experiment.RunAsync(
                new ExperimentQuestion("truth") { AllowedHosts = parsed.GetValue(allow) ?? [] },
                paths,
                system,
                TruthRunner.Plan(system, cells),
                new Seed(parsed.GetValue(seed)),
                terminal,
                time,
                cancellationToken);
            var outcomes = TruthRunner.Compare(cells, journal.Arms);
            if (parsed.GetValue(json))
            {
                Console.WriteLine(journal.ToJson());
            }

            TruthReport.Write(outcomes, parsed.GetValue(json) ? terminal.Error : terminal.Output);
            return TruthRunner.ExitCode(system, outcomes);
        });
        return command;
    }

    private static IEnumerable<TruthCell> Chosen(
        Scenario scenario, IReadOnlyList<TruthCell> cells, string[] variants, string[] conditions)
    {
        foreach (var name in variants)
        {
            _ = Hunt.Choose(scenario, name, VariantRole.Suspect);
        }

        foreach (var name in conditions)
        {
            _ = StressCommand.Named(scenario, name);
        }

        return cells.Where(cell => (variants.Length == 0 || variants.Contains(cell.Variant))
            && (conditions.Length == 0 || conditions.Contains(cell.Condition)));
    }
}
