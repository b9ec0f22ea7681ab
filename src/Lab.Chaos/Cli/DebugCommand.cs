using System.CommandLine;
using System.Text.Json;
using Lab.Chaos.Debugging;
using Lab.Chaos.Experiments;
using Lab.Chaos.Journals;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Setup;
using Lab.Chaos.Targets;
using Lab.Contracts;

namespace Lab.Chaos.Cli;

/// <summary><c>lab debug</c>: evidence, isolation, hypothesis, proof of the fixes, and the test that comes out of it.</summary>
internal static class DebugCommand
{
    public static Command Create(Terminal terminal, TimeProvider time)
    {
        var scenario = CommonOptions.Scenario();
        var suspect = new Option<string?>("--suspect") { Description = "Variant to debug; the first suspect when not given." };
        var fixes = new Option<string[]>("--fix") { Description = "Only this fix, and no wrong ones; may be repeated." };
        var downstream = new Option<string?>("--downstream") { Description = "Stub whose latency is the window's; the only one when not given." };
        var volleys = CommonOptions.Volleys($"Volleys that evidence is collected from, {DebugPlan.UsualVolleys} when not given.");
        var trials = CommonOptions.Between(
            new Option<int?>("--trials") { Description = $"Clean volleys that each fix has to show, {DebugPlan.UsualTrials} when not given." }, 1, 100_000, DebugPlan.UsualTrials);
        var seed = CommonOptions.Seed();
        var allow = CommonOptions.AllowHost();
        var json = CommonOptions.Json();
        var command = new Command("debug", "Walk from evidence to a proven fix, and write a regression test. Writes runs/<id>/debug.json.")
        {
            scenario, suspect, fixes, downstream, volleys, trials, seed, allow, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var paths = LabPaths.Find();
            var argument = parsed.GetValue(scenario)!;
            var system = ScenarioReader.Read(ScenarioCatalog.Find(argument, paths.Repository, Environment.CurrentDirectory));
            var plan = DebugPlan.Of(system, parsed.GetValue(suspect), parsed.GetValue(fixes) ?? [], parsed.GetValue(downstream)) with
            {
                Volleys = parsed.GetValue(volleys) ?? DebugPlan.UsualVolleys,
                Trials = parsed.GetValue(trials) ?? DebugPlan.UsualTrials,
            };
            BlastRadius.ThrowUnlessInside(system.Target, parsed.GetValue(allow) ?? []);
            var of = new Seed(parsed.GetValue(seed));
            RunFolder? folder = null;
            var (result, _) = await new PhaseRun(paths, system, of, terminal, time).RunAsync(
                "debug",
                plan.Suspect,
                (target, run) => new DebugSession(paths, system, target, folder = run, plan, of, terminal.Progress, time).RunAsync(cancellationToken),
                DebugText.Write,
                cancellationToken);
            result = await WithTestAsync(result, RegressionTest.Of(result, system, argument, folder!.Id), folder, paths, terminal, cancellationToken);
            _ = Experiment.Judge(folder);
            File.WriteAllText(Path.Combine(folder.Path, "debug.txt"), Terminal.Draw(console => DebugText.Write(result, console)));
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(result, JournalJson.Options));
            }
            else
            {
                DebugText.Write(result, terminal.Output);
            }

            return ExitCodes.Of(result.Verdict);
        });
        return command;
    }

    // Written once it was seen to fail on the suspect and to pass on a fix; where it did neither, the file says so.
    private static async Task<DebugResult> WithTestAsync(
        DebugResult result, RegressionTest test, RunFolder run, LabPaths paths, Terminal terminal, CancellationToken cancellationToken)
    {
        List<SeenRun> seen = [];
        foreach (var variant in test.Fixes.Take(1).Prepend(test.Suspect))
        {
            using var stage = terminal.Progress.Begin($"regression test on {variant}", 0);
            var arguments = test.Arguments(variant);
            var (code, _) = await Tool.OutputAsync(Environment.ProcessPath!, arguments, paths.Repository, cancellationToken);
            seen.Add(new SeenRun(variant, $"./lab {string.Join(' ', arguments)}", code));
        }

        var file = Path.Combine(run.Path, test.FileName);
        await File.WriteAllTextAsync(file, test.Source(seen), cancellationToken);
        result = result with { Test = Path.GetRelativePath(paths.Repository, file), Seen = seen };
        result.Save(run);
        return result;
    }
}
