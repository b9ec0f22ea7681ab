using System.CommandLine;
using System.Text.Json;
using Lab.Chaos.Break;
using Lab.Chaos.Break.Cluster;
using Lab.Chaos.Break.Litmus;
using Lab.Chaos.Journals;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Shards;
using Lab.Contracts;
using Lab.Contracts.Cluster;
using Spectre.Console;

namespace Lab.Chaos.Cli;

/// <summary><c>lab break --cluster</c>: the same files through the Litmus operator of a cluster, where the system is published.</summary>
internal static class BreakOnCluster
{
    /// <summary>Those that a cluster can run; of the scenario's schedule the others are left out and named, of files that the user named none is.</summary>
    /// <exception cref="LabException">None is left.</exception>
    public static IReadOnlyList<SourceFile> Files(BreakPlan plan, bool named, Terminal terminal)
    {
        var groups = plan.Schedule.GroupBy(engine => engine.File).ToList();
        var possible = groups.Where(file => named || file.All(engine => WhyLocal(engine) is null)).ToList();
        foreach (var file in groups.Except(possible))
        {
            terminal.Error.MarkupLineInterpolated($"[yellow]Left out: {file.First().Path}.[/] It {file.Select(WhyLocal).First(reason => reason is not null)}.");
        }

        return possible.Count > 0
            ? [.. possible.Select(file => new SourceFile(file.Key, file.First().Path))]
            : throw new LabException("No fault of the schedule can run on a cluster. Name files: --faults scenarios/ticketing/faults/replica-kills.yaml.");
    }

    public static async Task<int> RunAsync(
        LabPaths paths, Scenario scenario, ClusterPlan plan, ClusterOptions cluster, ParseResult parsed, bool dry, bool json,
        Terminal terminal, TimeProvider time, CancellationToken cancellationToken)
    {
        var experiments = await ClusterExperiments.PrepareAsync(plan, cluster.Clients(parsed, time), terminal, time, cancellationToken);
        if (dry)
        {
            Show(await experiments.DryRunAsync(cancellationToken), json, terminal);
            return ExitCodes.Holds;
        }

        var run = RunFolder.Create(paths.Runs, scenario, time, Shard.Whole);
        try
        {
            var outcome = await experiments.RunAsync(run, cancellationToken);
            ClusterText.Print(outcome, json, terminal);
            return ExitCodes.Of(outcome.Verdict);
        }
        catch
        {
            run.DropUnlessBegun();
            throw;
        }
    }

    private static void Show(IReadOnlyList<(string Engine, IReadOnlyList<string> Pods)> aimed, bool json, Terminal terminal)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(aimed.Select(one => new { one.Engine, one.Pods }), JournalJson.Options));
            return;
        }

        foreach (var (engine, pods) in aimed)
        {
            terminal.Output.MarkupLineInterpolated($"[bold]{engine}[/]: some of {string.Join(", ", pods)}");
        }

        terminal.Output.MarkupLine("Nothing was created.");
    }

    private static string? WhyLocal(ChaosEngine engine) => LocalOnly.Reason(engine.Moment.TracePoint, engine.Experiments.Select(experiment => experiment.Fault));
}
