using System.CommandLine;
using Lab.Chaos.Experiments;
using Lab.Chaos.Predict.Reports;
using Lab.Chaos.Reports;
using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Cli;

/// <summary><c>lab hunt</c>: catches the suspect and puts the fix to the proof.</summary>
internal static class HuntCommand
{
    public static Command Create(Terminal terminal, TimeProvider time)
    {
        var scenario = CommonOptions.Scenario();
        var suspect = new Option<string?>("--suspect") { Description = "Variant to catch; the first with role suspect when not given." };
        var fix = new Option<string?>("--fix") { Description = "Variant to prove; the first with role fix when not given." };
        var volleys = CommonOptions.Volleys($"Volleys per arm; {Hunt.DefaultVolleys} when not given. The fix gets half as many again.");
        var full = new Option<bool>("--full") { Description = "Faults last as long as their files say, and the suspect meets them too; takes some minutes." };
        var seed = CommonOptions.Seed();
        var allow = CommonOptions.AllowHost();
        var json = CommonOptions.Json();
        var withoutDashboard = DashboardOption.Create();
        var command = new Command("hunt", "Find the race, measure it, and prove that the fix holds. Writes runs/<id>/.")
        {
            scenario, suspect, fix, volleys, full, seed, allow, json, withoutDashboard,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var paths = LabPaths.Find();
            DashboardOption.Wish(parsed.GetValue(withoutDashboard));
            var system = ScenarioReader.Read(
                ScenarioCatalog.Find(parsed.GetValue(scenario)!, paths.Repository, Environment.CurrentDirectory));
            var caught = Hunt.Choose(system, parsed.GetValue(suspect), VariantRole.Suspect);
            var proven = Hunt.Choose(system, parsed.GetValue(fix), VariantRole.Fix);
            var plan = Hunt.Plan(system, caught, proven, parsed.GetValue(volleys) ?? Hunt.DefaultVolleys);
            var seedOfRun = new Seed(parsed.GetValue(seed));
            var predicted = Hunt.Predict(system, caught, proven, seedOfRun, terminal.Progress, cancellationToken);
            HuntForecastText.Write(predicted, terminal.Error);
            var journal = await Experiment.RunAsync(
                new ExperimentQuestion("hunt", caught.Name, proven.Name) { AllowedHosts = parsed.GetValue(allow) ?? [], Predicted = predicted },
                paths,
                system,
                Hunt.Parts(plan, caught, proven, parsed.GetValue(full)),
                seedOfRun,
                terminal,
                time,
                cancellationToken);
            Output.Write(journal, parsed.GetValue(json), terminal);
            return ExitCodes.Of(journal.Verdict);
        });
        return command;
    }
}
