using System.CommandLine;
using System.Text.Json;
using Lab.Chaos.Checks;
using Lab.Chaos.Contain;
using Lab.Chaos.Experiments;
using Lab.Chaos.Journals;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Targets;
using Lab.Contracts;
using Lab.Contracts.Machine;
using Spectre.Console;

namespace Lab.Chaos.Cli;

/// <summary><c>lab contain</c>: does a CPU limit, as a cluster would set it, expose the race?</summary>
internal static class ContainCommand
{
    private const int LeastVolleys = 2;
    private const int MostVolleys = 10_000;

    public static Command Create(Terminal terminal, TimeProvider time)
    {
        var scenario = CommonOptions.Scenario();
        var cpu = new Option<string>("--cpu") { Description = "Processor time of each replica: thousandths such as 250m, or processors such as 1.", DefaultValueFactory = _ => "250m" };
        var memory = new Option<string?>("--memory") { Description = "Memory of each replica, for example 256Mi; no limit when not given." };
        var services = new Option<string[]>("--service") { Description = "Service whose replicas are limited; may be repeated. Those with several replicas when not given." };
        var variant = new Option<string?>("--variant") { Description = "Which variant of the system; the suspect when not given." };
        var condition = new Option<string?>("--condition") { Description = "How volleys are sent: a condition of the scenario without a fault; the unaligned one when not given." };
        var volleys = CommonOptions.Between(
            new Option<int?>("--volleys") { Description = $"Volleys with and as many without the limit, {ContainmentPlan.UsualVolleys} when not given." }, LeastVolleys, MostVolleys, ContainmentPlan.UsualVolleys);
        var requests = CommonOptions.Requests();
        var within = CommonOptions.Within();
        within.Description = $"Window over which each volley is spread at random (500ms, 2s); {ContainmentPlan.Wider} times the scenario's when not given.";
        var seed = CommonOptions.Seed();
        var allow = CommonOptions.AllowHost();
        var json = CommonOptions.Json();
        var command = new Command("contain", "Restart replicas inside a quota and measure whether that exposes the race. Writes runs/<id>/contain.json.")
        {
            scenario, cpu, memory, services, variant, condition, volleys, requests, within, seed, allow, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var paths = LabPaths.Find();
            var system = ScenarioReader.Read(ScenarioCatalog.Find(parsed.GetValue(scenario)!, paths.Repository, Environment.CurrentDirectory));
            var plan = new ContainmentPlan
            {
                Variant = Hunt.Choose(system, parsed.GetValue(variant), VariantRole.Suspect),
                Services = ContainmentPlan.Choose(system, parsed.GetValue(services) ?? []),
                Limits = Limits(parsed.GetValue(cpu)!, parsed.GetValue(memory)),
                Condition = Plain(system, parsed.GetValue(condition)),
                Size = new VolleySize(parsed.GetValue(requests) ?? system.Workload.Requests, parsed.GetValue(within) ?? system.Workload.Within * ContainmentPlan.Wider),
                PerArm = parsed.GetValue(volleys) ?? ContainmentPlan.UsualVolleys,
            };
            IsolateCommand.ThrowUnlessEnough(system, plan.Size.Requests);
            BlastRadius.ThrowUnlessInside(system.Target, parsed.GetValue(allow) ?? []);
            try
            {
                ThrowUnlessPossible(system, plan);
                var (result, journal) = await new PhaseRun(paths, system, new Seed(parsed.GetValue(seed)), terminal, time).RunAsync(
                    "contain",
                    plan.Variant,
                    (target, run) => Containment.RunAsync(system, target, run, plan, new Seed(parsed.GetValue(seed)), terminal.Progress, time, cancellationToken),
                    ContainmentText.Write,
                    cancellationToken);
                Tell(result, parsed.GetValue(json), terminal);
                return ExitCodes.Of(journal.Verdict);
            }
            catch (NoQuotaException problem)
            {
                terminal.Error.MarkupLineInterpolated($"[yellow]Unknown.[/] {problem.Message}");
                if (parsed.GetValue(json))
                {
                    Console.WriteLine(JsonSerializer.Serialize(new { Verdict = Verdict.Unknown, Reason = problem.Message }, JournalJson.Options));
                }

                return ExitCodes.Of(Verdict.Unknown);
            }
        });
        return command;
    }

    private static void Tell(ContainmentResult result, bool asJson, Terminal terminal)
    {
        if (asJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(result, JournalJson.Options));
        }
        else
        {
            ContainmentText.Write(result, terminal.Output);
        }
    }

    private static ServiceLimits Limits(string cpu, string? memory)
    {
        List<string> problems = [];
        if (LimitText.Cpus(cpu) is null)
        {
            problems.Add($"--cpu is '{cpu}'; it must be thousandths of a processor such as 250m, or processors such as 1; at least 10m.");
        }

        if (memory is not null && LimitText.Bytes(memory) is null)
        {
            problems.Add($"--memory is '{memory}'; it must be for example 256Mi; at least 1Mi.");
        }

        return problems.Count == 0 ? new ServiceLimits(cpu, memory) : throw new LabException([.. problems]);
    }

    private static Condition Plain(Scenario scenario, string? name)
    {
        var chosen = name is null ? Hunt.Unaligned(scenario) : StressCommand.Named(scenario, name);
        return chosen.IsPlain ? chosen : throw new LabException(
            $"Condition '{name}' does more than send volleys, so what a limit does could not be told apart. "
            + $"Use one of: {string.Join(", ", scenario.Conditions.Where(condition => condition.IsPlain).Select(condition => condition.Name))}.");
    }

    // Before anything is started or changed.
    private static void ThrowUnlessPossible(Scenario scenario, ContainmentPlan plan)
    {
        if (scenario.Target.AppHost is null)
        {
            throw new NoQuotaException(LimitConditions.Foreign);
        }

        if (ControlGroups.Problem(LimitConditions.Controllers([plan.Limits])) is { } problem)
        {
            throw new NoQuotaException(problem);
        }
    }
}
