using System.CommandLine;
using System.Text.Json;
using Lab.Chaos.Contain;
using Lab.Chaos.Experiments;
using Lab.Chaos.Journals;
using Lab.Chaos.Observe;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Targets;
using Lab.Contracts;

namespace Lab.Chaos.Cli;

/// <summary><c>lab observe</c>: does the race hide from tracing, from logs, from a breakpoint?</summary>
internal static class ObserveCommand
{
    private const int MostVolleys = 10_000;
    private const int UsualHold = 500;
    private const int MostHold = 10_000;

    public static Command Create(Terminal terminal, TimeProvider time)
    {
        var scenario = CommonOptions.Scenario();
        var variant = new Option<string?>("--variant") { Description = "Which variant of the system; the suspect when not given." };
        var condition = new Option<string?>("--condition") { Description = "How volleys are sent: a condition of the scenario without a fault; the unaligned one when not given." };
        var volleys = CommonOptions.Between(
            new Option<int?>("--volleys") { Description = $"Volleys of each arm, {ObservationPlan.UsualVolleys} when not given." }, ObservationPlan.Rounds, MostVolleys, ObservationPlan.UsualVolleys);
        var requests = CommonOptions.Requests();
        var within = CommonOptions.Within();
        within.Description = $"Window over which each volley is spread at random (500ms, 2s); {ContainmentPlan.Wider} times the scenario's when not given, or every volley would be violated already.";
        var point = new Option<string?>("--trace-point") { Description = "Where the breakpoint is; when not given the check that a fault of the scenario aims at." };
        var hold = CommonOptions.Between(
            new Option<int?>("--hold-ms") { Description = $"How long it stops a replica, ms; {UsualHold} when not given." }, 1, MostHold, UsualHold);
        var seed = CommonOptions.Seed();
        var allow = CommonOptions.AllowHost();
        var json = CommonOptions.Json();
        var command = new Command("observe", "Measure whether tracing, logs or a breakpoint change how often the race shows. Writes runs/<id>/observe.json.")
        {
            scenario, variant, condition, volleys, requests, within, point, hold, seed, allow, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var paths = LabPaths.Find();
            var system = ScenarioReader.Read(ScenarioCatalog.Find(parsed.GetValue(scenario)!, paths.Repository, Environment.CurrentDirectory));
            var plan = new ObservationPlan
            {
                Variant = Hunt.Choose(system, parsed.GetValue(variant), VariantRole.Suspect),
                Condition = Plain(system, parsed.GetValue(condition)),
                Size = new VolleySize(parsed.GetValue(requests) ?? system.Workload.Requests, parsed.GetValue(within) ?? system.Workload.Within * ContainmentPlan.Wider),
                TracePoint = ObservationPlan.Choose(system, parsed.GetValue(point)),
                Hold = TimeSpan.FromMilliseconds(parsed.GetValue(hold) ?? UsualHold),
                PerArm = parsed.GetValue(volleys) ?? ObservationPlan.UsualVolleys,
            };
            IsolateCommand.ThrowUnlessEnough(system, plan.Size.Requests);
            BlastRadius.ThrowUnlessInside(system.Target, parsed.GetValue(allow) ?? []);
            if (system.Target.AppHost is null)
            {
                throw new LabException($"Scenario '{system.Name}' is of a system that somebody else started, so the lab cannot change how it is watched. Give 'target: apphost:'.");
            }

            var seedOfRun = new Seed(parsed.GetValue(seed));
            var (result, journal) = await new PhaseRun(paths, system, seedOfRun, terminal, time).RunAsync(
                "observe",
                plan.Variant,
                (target, run) => Observation.RunAsync(system, target, run, plan, seedOfRun, terminal.Progress, time, cancellationToken),
                ObservationText.Write,
                cancellationToken);
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(result, JournalJson.Options));
            }
            else
            {
                ObservationText.Write(result, terminal.Output);
            }

            return ExitCodes.Of(journal.Verdict);
        });
        return command;
    }

    private static Condition Plain(Scenario scenario, string? name)
    {
        var chosen = name is null ? Hunt.Unaligned(scenario) : StressCommand.Named(scenario, name);
        return chosen.IsPlain ? chosen
            : throw new LabException($"Condition '{chosen.Name}' does something else to the system beside sending volleys, which would be taken for the observer's doing. Name a plain one: --condition {Hunt.Unaligned(scenario).Name}.");
    }
}
