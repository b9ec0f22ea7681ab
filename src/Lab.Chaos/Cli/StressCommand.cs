using System.CommandLine;
using Lab.Chaos.Experiments;
using Lab.Chaos.Journals;
using Lab.Chaos.Reports;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Stress;
using Lab.Chaos.Stress.Http2;
using Lab.Chaos.Stress.Loads;
using Lab.Chaos.Stress.Thresholds;
using Lab.Chaos.Targets;
using Lab.Contracts;

namespace Lab.Chaos.Cli;

/// <summary><c>lab stress</c>: volleys against one variant under one condition, or a load against it.</summary>
internal static class StressCommand
{
    private const int DefaultVolleys = 20;

    public static Command Create(Terminal terminal, TimeProvider time)
    {
        var scenario = CommonOptions.Scenario();
        var variant = new Option<string?>("--variant") { Description = "Which variant of the system; the suspect when not given." };
        var condition = new Option<string?>("--condition") { Description = "A condition of the scenario, faults included; 'volley' when not given." };
        var volleys = CommonOptions.Volleys($"How many volleys, each an independent trial; {DefaultVolleys} when not given.");
        var requests = CommonOptions.Requests();
        var within = CommonOptions.Within();
        var spread = CommonOptions.Spread();
        var hotspot = new Option<string?>("--hotspot") { Description = "Take requests, window and variant from the prediction of this run." };
        var http = CommonOptions.Between(new Option<int?>("--http") { Description = "2: aligned volleys over HTTP/2 without TLS, many requests a connection (see --connections)." }, 1, 2, 2);
        var load = new LoadOptions();
        var thresholds = new Option<string[]>("--threshold") { Description = $"What must hold too, for example {Threshold.Example} or \"fail < 1%\"; may be repeated." };
        var junit = new Option<string?>("--junit") { Description = "Write the verdict as JUnit XML to this file." };
        var seed = CommonOptions.Seed();
        var allow = CommonOptions.AllowHost();
        var shard = CommonOptions.Shard();
        var target = CommonOptions.Target();
        var handOver = CommonOptions.HandOver();
        var json = CommonOptions.Json();
        var command = new Command("stress", "Send aligned volleys and judge them; with --within, unaligned ones; with --rate, --schedule or --clients, a load.")
        {
            scenario, variant, condition, volleys, requests, within, spread, hotspot, http, thresholds, junit, seed, shard, target, allow, handOver, json,
        };
        foreach (var option in load.All)
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            var paths = LabPaths.Find();
            var system = ScenarioReader.Read(
                ScenarioCatalog.Find(parsed.GetValue(scenario)!, paths.Repository, Environment.CurrentDirectory));
            if (parsed.GetValue(junit) is { } wanted)
            {
                JUnit.ThrowUnlessPossible(wanted);
            }

            var asked = Thresholds(parsed.GetValue(thresholds) ?? [], system);
            var share = parsed.GetValue(shard)!;
            var order = load.Read(parsed);
            if (order is not null && !share.IsWhole)
            {
                throw new LabException("--shard shares out volleys, but a load is one stream of arrivals. Take one of them out.");
            }

            Option[] ofVolleys = [condition, volleys, requests, within, spread, hotspot, http];
            if (order is not null && ofVolleys.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } misplaced)
            {
                throw new LabException($"{misplaced.Name} is about volleys, but a load is asked for. Take one of them out.");
            }

            if (order?.Driver is { } driver)
            {
                terminal.Say(driver.Notice);
            }

            var aim = parsed.GetValue(hotspot) is { } predicted ? HotspotAim.Of(predicted, system, paths.Runs) : null;
            var windows = parsed.GetValue(spread);
            var arm = order is not null ? Load(system, parsed.GetValue(variant), order) : Plan(
                system,
                parsed.GetValue(variant) ?? aim?.Variant,
                parsed.GetValue(condition),
                parsed.GetValue(volleys) ?? DefaultVolleys,
                parsed.GetValue(requests) ?? aim?.Requests,
                parsed.GetValue(within) ?? (windows is null && parsed.GetValue(condition) is null ? aim?.Within : null));
            if (aim is not null)
            {
                terminal.Say($"Aimed at {aim.Boundary}: {arm.Size.Requests} requests{(arm.Condition.Alignment == Alignment.Unaligned ? $" within {arm.Size.Within.TotalMilliseconds:0} ms" : "")}.");
            }

            arm = OverHttp2(arm, parsed.GetValue(http), parsed.GetValue(load.Connections), windows is not null);
            arm = arm with { Shard = share };
            if (parsed.GetValue(target) is not null)
            {
                system = EnvironmentTarget.Of(system, arm.Variant, Environment.GetEnvironmentVariable);
            }

            IReadOnlyList<ArmPlan> arms = windows is null ? [arm] : Sweep(arm, windows);
            var journal = await Experiment.RunAsync(
                new ExperimentQuestion("stress") { AllowedHosts = parsed.GetValue(allow) ?? [], Shard = share, Thresholds = asked, JudgesWhatIsLeft = true, Sweep = windows is null ? [] : [.. arms.Select(one => new SweepArm(one.Condition.Name, one.Size.Spread))] },
                paths,
                system,
                arms,
                new Seed(parsed.GetValue(seed)),
                terminal,
                time,
                cancellationToken);
            Output.Write(journal, parsed.GetValue(json), terminal);
            if (parsed.GetValue(junit) is { } file)
            {
                JUnit.Write(journal, file);
            }

            if (parsed.GetValue(handOver))
            {
                Shards.HandOver.Write(RunFolder.Find(paths.Runs, journal.Run), Console.Out);
                return ExitCodes.Holds;
            }

            return ExitCodes.Of(journal.Verdict);
        });
        return command;
    }

    /// <summary>The condition of that name.</summary>
    public static Condition Named(Scenario scenario, string name) =>
        scenario.Conditions.FirstOrDefault(condition => condition.Name == name)
        ?? throw new LabException($"Unknown condition '{name}' in scenario '{scenario.Name}'. "
            + Suggest.Among(name, scenario.Conditions.Select(condition => condition.Name)));

    private static IReadOnlyList<string> Thresholds(string[] typed, Scenario scenario)
    {
        var problems = new List<string>();
        foreach (var text in typed)
        {
            if (Threshold.Parse(text, out var problem) is null)
            {
                problems.Add(problem!);
            }
        }

        return problems.Count > 0 ? throw new LabException(problems) : [.. scenario.Workload.Thresholds.Concat(typed).Distinct(StringComparer.Ordinal)];
    }

    private static ArmPlan OverHttp2(ArmPlan arm, int? version, int? connections, bool sweep) => (version, connections) switch
    {
        (2, _) when sweep || arm.Condition is not { Alignment: Alignment.Aligned } =>
            throw new LabException("--http 2 releases the last frames of a whole volley together, so it cannot spread them. Take out --http 2 or what spreads them."),
        (2, _) => arm with { Http2Connections = connections ?? Http2Volleys.DefaultConnections },
        (_, not null) when arm.Load is null =>
            throw new LabException("--connections is for loads and for --http 2; over HTTP/1.1 a volley has a connection for each request. Take it out."),
        _ => arm,
    };

    private static ArmPlan[] Sweep(ArmPlan arm, IReadOnlyList<TimeSpan> windows) =>
        arm.Condition is not { Alignment: Alignment.Aligned, Fault: null }
            ? throw new LabException($"--spread sets how volleys are released, but condition '{arm.Condition.Name}' does that too. Take one of them out.")
            :
            [
                .. windows.Select(window => arm with
                {
                    Condition = new Condition { Name = $"spread {window.TotalMilliseconds:0.###} ms", Alignment = Alignment.Aligned },
                    Size = arm.Size with { Spread = window },
                }),
            ];

    private static ArmPlan Load(Scenario scenario, string? variant, LoadOrder order) => new(
        Hunt.Choose(scenario, variant, VariantRole.Suspect),
        new Condition { Name = $"{order.Model} load", Alignment = Alignment.Unaligned },
        0,
        new VolleySize(scenario.Workload.Requests, scenario.Workload.Within))
    {
        Load = order,
    };

    private static ArmPlan Plan(
        Scenario scenario, string? variant, string? condition, int volleys, int? requests, TimeSpan? within)
    {
        var chosen = Hunt.Choose(scenario, variant, VariantRole.Suspect);
        var how = condition is not null ? Named(scenario, condition) : within is null ? Hunt.Aligned(scenario) : Hunt.Unaligned(scenario);
        if (within is not null && how.Alignment != Alignment.Unaligned)
        {
            throw new LabException($"--within spreads a volley, but condition '{how.Name}' is {how.Alignment.ToString().ToLowerInvariant()}. Take one of them out.");
        }

        if (requests is { } count && count <= scenario.Workload.Stock)
        {
            throw new LabException(
                $"--requests is {count}, not more than the stock of {scenario.Workload.Stock}, so no volley could oversell. "
                + $"Example: --requests {scenario.Workload.Stock * 4}.");
        }

        var size = VolleySize.Of(scenario, how);
        return new ArmPlan(chosen, how, volleys, size with { Requests = requests ?? size.Requests, Within = within ?? size.Within });
    }
}
