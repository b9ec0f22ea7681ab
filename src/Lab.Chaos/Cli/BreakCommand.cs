using System.CommandLine;
using Lab.Chaos.Break;
using Lab.Chaos.Break.Litmus;
using Lab.Chaos.Experiments;
using Lab.Chaos.Reports;
using Lab.Chaos.Scenarios;
using Lab.Contracts;
using Spectre.Console;

namespace Lab.Chaos.Cli;

/// <summary><c>lab break</c>: does a variant survive kills, slow links, pauses? ChaosEngine files say which.</summary>
internal static class BreakCommand
{
    public static Command Create(Terminal terminal, TimeProvider time)
    {
        var scenario = CommonOptions.Scenario();
        var variants = new Option<string[]>("--variant") { Description = "Which variants; may be repeated. The suspect, the fix and the wrong fixes when not given." };
        var faults = new Option<string[]>("--faults") { Description = "ChaosEngine files to inject one after the other, in place of the scenario's schedule; may be repeated." };
        var volleys = CommonOptions.Volleys($"Volleys of each variant before the faults begin; {BreakPlan.DefaultVolleys} when not given.");
        var brief = new Option<bool>("--brief") { Description = $"No fault lasts longer than {BreakPlan.Brief.TotalSeconds:0} s." };
        var dry = new Option<bool>("--dry-run") { Description = "Say what would be hit, and with which settings; nothing is touched." };
        var commands = new Option<bool>("--allow-commands") { Description = "Let cmdProbes run their commands on this machine. Read them first." };
        var seed = CommonOptions.Seed();
        var allow = CommonOptions.AllowHost();
        var json = CommonOptions.Json();
        var cluster = new ClusterOptions(ClusterOptions.ToBreak);
        var command = new Command("break", "Break a running system on purpose with Litmus experiments while volleys go on, and judge what it kept. Writes runs/<id>/.")
        {
            scenario, variants, faults, volleys, brief, dry, commands, seed, allow, json,
        };
        foreach (var option in cluster.All)
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            var paths = LabPaths.Find();
            var system = ScenarioReader.Read(
                ScenarioCatalog.Find(parsed.GetValue(scenario)!, paths.Repository, Environment.CurrentDirectory));
            var plan = Plan(system, parsed.GetValue(variants) ?? [], parsed.GetValue(faults) ?? []);
            plan = plan with
            {
                Before = parsed.GetValue(volleys) ?? plan.Before,
                AllowCommands = parsed.GetValue(commands),
                AllowedHosts = parsed.GetValue(allow) ?? [],
            };
            foreach (var warning in plan.Schedule.SelectMany(engine => engine.Warnings).Distinct(StringComparer.Ordinal))
            {
                terminal.Error.MarkupInterpolated($"[yellow]![/] ");
                terminal.Say(warning);
            }

            plan = parsed.GetValue(brief) ? plan.ShortenedTo(BreakPlan.Brief) : plan;
            var named = parsed.GetValue(faults) is { Length: > 0 };
            if (cluster.Read(parsed, parsed.GetValue(cluster.Cluster) ? BreakOnCluster.Files(plan, named, terminal) : []) is { } elsewhere)
            {
                return await BreakOnCluster.RunAsync(
                    paths, system, elsewhere, cluster, parsed, parsed.GetValue(dry), parsed.GetValue(json), terminal, time, cancellationToken);
            }

            plan.Check(system);
            if (parsed.GetValue(dry))
            {
                return await BreakDryRun.ShowAsync(paths, system, plan, new Seed(parsed.GetValue(seed)), parsed.GetValue(json), terminal, time, cancellationToken);
            }

            var journal = await Experiment.RunAsync(
                new ExperimentQuestion("break", Name(plan, VariantRole.Suspect), Name(plan, VariantRole.Fix)) { AllowedHosts = parsed.GetValue(allow) ?? [] },
                paths,
                system,
                [Breaking.Part(plan)],
                new Seed(parsed.GetValue(seed)),
                terminal,
                time,
                cancellationToken);
            Output.Write(journal, parsed.GetValue(json), terminal);
            return ExitCodes.Of(journal.Verdict);
        });
        return command;
    }

    private static BreakPlan Plan(Scenario scenario, string[] variants, string[] faults)
    {
        IReadOnlyList<Variant> chosen = variants.Length > 0
            ? [.. variants.Select(name => Hunt.Choose(scenario, name, VariantRole.Suspect))]
            : [.. Usual(scenario)];
        if (faults.Length == 0)
        {
            return BreakPlan.Of(scenario, chosen);
        }

        var folder = Environment.CurrentDirectory;
        return BreakPlan.Of(scenario, chosen, [.. faults.SelectMany(file => ChaosEngineReader.ReadAll(SourceFile.SeenFrom(folder, file)))]);
    }

    // The suspect must be caught and the fix must hold, or nothing was shown; wrong fixes are what people take for fixes.
    private static IEnumerable<Variant> Usual(Scenario scenario) => new[]
        {
            scenario.Variants.FirstOrDefault(variant => variant.Role == VariantRole.Suspect),
            scenario.Variants.FirstOrDefault(variant => variant.Role == VariantRole.Fix),
        }
        .OfType<Variant>()
        .Concat(scenario.Variants.Where(variant => variant.Role == VariantRole.WrongFix));

    private static string? Name(BreakPlan plan, VariantRole role) => plan.Variants.FirstOrDefault(variant => variant.Role == role)?.Name;
}
