using System.CommandLine;
using Lab.Chaos.Fuzz;
using Lab.Chaos.Fuzz.Reports;
using Lab.Chaos.Journals;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Shards;
using Lab.Chaos.Targets;
using Lab.Contracts;
using Lab.Contracts.Runs;

namespace Lab.Chaos.Cli;

/// <summary><c>lab fuzz</c>: hostile shapes against every operation, alone and in volleys.</summary>
internal static class FuzzCommand
{
    private const int MostCases = 10_000_000;
    private const int MostConcurrency = 256;

    public static Command Create(Terminal terminal, TimeProvider time)
    {
        var scenario = CommonOptions.Scenario();
        var variant = new Option<string?>("--variant") { Description = "Which variant of the system; the suspect when not given." };
        var cases = CommonOptions.Between(
            new Option<int?>("--cases") { Description = $"How many cases; {FuzzPlan.DefaultCases} when not given." }, 1, MostCases, FuzzPlan.DefaultCases);
        var concurrency = CommonOptions.Between(
            new Option<int?>("--concurrency") { Description = $"Cases in flight at once, and most clients of a volley; {FuzzPlan.DefaultConcurrency} when not given." },
            1, MostConcurrency, FuzzPlan.DefaultConcurrency);
        var operation = new Option<string?>("--operation") { Description = "Fuzz only this one; for example 'POST /orders', or its name in the scenario." };
        var seed = CommonOptions.Seed();
        var allow = CommonOptions.AllowHost();
        var shard = CommonOptions.Shard();
        var target = CommonOptions.Target();
        var handOver = CommonOptions.HandOver();
        var json = CommonOptions.Json();
        var command = new Command("fuzz", "Send shapes that break services, and shrink what fails to one field.")
        {
            scenario, variant, cases, concurrency, operation, seed, shard, target, allow, handOver, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var paths = LabPaths.Find();
            var system = ScenarioReader.Read(ScenarioCatalog.Find(parsed.GetValue(scenario)!, paths.Repository, Environment.CurrentDirectory));
            var chosen = Hunt.Choose(system, parsed.GetValue(variant), VariantRole.Suspect);
            if (parsed.GetValue(target) is not null)
            {
                system = EnvironmentTarget.Of(system, chosen, Environment.GetEnvironmentVariable);
            }

            BlastRadius.ThrowUnlessInside(system.Target, parsed.GetValue(allow) ?? []);
            var plan = new FuzzPlan
            {
                Cases = parsed.GetValue(cases) ?? FuzzPlan.DefaultCases,
                Concurrency = parsed.GetValue(concurrency) ?? FuzzPlan.DefaultConcurrency,
                Operation = parsed.GetValue(operation),
                Shard = parsed.GetValue(shard)!,
            };
            var result = await RunAsync(paths, system, chosen, plan, new Seed(parsed.GetValue(seed)), terminal, time, cancellationToken);
            if (parsed.GetValue(json))
            {
                Console.WriteLine(result.ToJson());
            }
            else
            {
                result.Write(terminal.Output);
            }

            if (parsed.GetValue(handOver))
            {
                HandOver.Write(new RunFolder(result.Run, Path.Combine(paths.Runs, result.Run)), Console.Out);
                return ExitCodes.Holds;
            }

            return ExitCodes.Of(result.Verdict);
        });
        return command;
    }

    private static async Task<FuzzResult> RunAsync(
        LabPaths paths, Scenario scenario, Variant variant, FuzzPlan plan, Seed seed, Terminal terminal, TimeProvider time, CancellationToken cancellationToken)
    {
        var run = RunFolder.Create(paths.Runs, scenario, time, plan.Shard);
        try
        {
            await using var target = await SystemUnderTest.OpenAsync(paths, scenario, run, collector: null, terminal, time, cancellationToken);
            await target.UseAsync(variant, cancellationToken);
            terminal.Say(RecordingLine.For(run.Path));
            var result = await Fuzzing.RunAsync(scenario, target, run, plan, seed, terminal.Progress, time, cancellationToken);
            File.WriteAllText(run.Verdict, Terminal.Draw(result.Write));
            return result;
        }
        catch (LabException)
        {
            run.DropUnlessBegun();
            throw;
        }
    }
}
