using System.CommandLine;
using System.Text.Json;
using Lab.Chaos.Experiments;
using Lab.Chaos.Isolate;
using Lab.Chaos.Isolate.Stubs.Reading;
using Lab.Chaos.Journals;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Targets;
using Lab.Contracts;
using Isolation = Lab.Chaos.Isolate.Isolation;

namespace Lab.Chaos.Cli;

/// <summary><c>lab isolate</c>: does a slow downstream open the window of the race, at which latency, and does it close again?</summary>
internal static class IsolateCommand
{
    private const int FewestLadderVolleys = 2;

    public static Command Create(Terminal terminal, TimeProvider time)
    {
        var scenario = CommonOptions.Scenario();
        var downstream = new Option<string?>("--downstream") { Description = "Stub whose latency is changed; the only one when not given." };
        var variant = new Option<string?>("--variant") { Description = "Which variant of the system; the suspect when not given." };
        var volleys = CommonOptions.Volleys(
            $"Volleys per arm of the confirmation, {IsolationPlan.ConfirmVolleys} when not given; each rung of the ladder gets a quarter of it.");
        var ladder = new Option<string>("--ladder")
        {
            Description = $"Latencies to try: a range, walked in {Ladder.Rungs} equal steps of the logarithm, or a list 5ms,50ms.",
            DefaultValueFactory = _ => Ladder.Usual,
        };
        var requests = CommonOptions.Requests();
        var within = CommonOptions.Within();
        within.Description = $"Window over which each volley is spread at random (500ms, 2s); {IsolationPlan.Wider} times the scenario's when not given.";
        var seed = CommonOptions.Seed();
        var allow = CommonOptions.AllowHost();
        var json = CommonOptions.Json();
        var command = new Command("isolate", "Slow one downstream in steps while everything runs, and measure how that widens the race. Writes runs/<id>/isolate.json.")
        {
            scenario, downstream, variant, volleys, ladder, requests, within, seed, allow, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var paths = LabPaths.Find();
            var system = ScenarioReader.Read(
                ScenarioCatalog.Find(parsed.GetValue(scenario)!, paths.Repository, Environment.CurrentDirectory));
            var perArm = parsed.GetValue(volleys) ?? IsolationPlan.ConfirmVolleys;
            var plan = new IsolationPlan
            {
                Variant = Hunt.Choose(system, parsed.GetValue(variant), VariantRole.Suspect),
                Downstream = Downstreams.Choose(system, parsed.GetValue(downstream)),
                Ladder = Ladder.Parse(parsed.GetValue(ladder)!),
                Size = new VolleySize(parsed.GetValue(requests) ?? system.Workload.Requests, parsed.GetValue(within) ?? system.Workload.Within * IsolationPlan.Wider),
                PerArm = perArm,
                PerRung = Math.Max(FewestLadderVolleys, perArm / 4),
            };
            ThrowUnlessEnough(system, plan.Size.Requests);
            CheckMappings(system);
            BlastRadius.ThrowUnlessInside(system.Target, parsed.GetValue(allow) ?? []);
            var (result, journal) = await new PhaseRun(paths, system, new Seed(parsed.GetValue(seed)), terminal, time).RunAsync(
                "isolate",
                plan.Variant,
                (target, run) => Isolation.RunAsync(system, target, run, plan, new Seed(parsed.GetValue(seed)), terminal.Progress, time, cancellationToken),
                IsolationText.Write,
                cancellationToken);
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(result, JournalJson.Options));
            }
            else
            {
                IsolationText.Write(result, terminal.Output);
            }

            return ExitCodes.Of(journal.Verdict);
        });
        return command;
    }

    /// <exception cref="LabException">No volley could oversell.</exception>
    internal static void ThrowUnlessEnough(Scenario scenario, int requests)
    {
        if (requests <= scenario.Workload.Stock)
        {
            throw new LabException(
                $"--requests is {requests}, not more than the stock of {scenario.Workload.Stock}, so no volley could oversell. "
                + $"Example: --requests {scenario.Workload.Stock * 4}.");
        }
    }

    // What the AppHost's stubs will read: said here in one go rather than in the log of a stub that did not start.
    private static void CheckMappings(Scenario scenario)
    {
        var folder = Path.Combine(scenario.Folder, "stubs");
        if (scenario.Target.AppHost is not null && Directory.Exists(folder))
        {
            _ = MappingFolder.Read(Path.GetRelativePath(Environment.CurrentDirectory, folder), Environment.CurrentDirectory);
        }
    }
}
