using System.CommandLine;
using Lab.Chaos.Break.Cluster;
using Lab.Chaos.Journals;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Cli;

/// <summary>Hidden, until <c>lab break</c> is there.</summary>
internal static class ClusterTrial
{
    public static Command Create(Terminal terminal, TimeProvider time)
    {
        var files = new Argument<string[]>("files");
        var json = CommonOptions.Json();
        var cluster = new ClusterOptions(ClusterOptions.ToBreak);
        var command = new Command("cluster-trial") { files, json };
        command.Hidden = true;
        foreach (var option in cluster.All)
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            var plan = cluster.Read(parsed, [.. parsed.GetValue(files)!.Select(file => SourceFile.SeenFrom(Environment.CurrentDirectory, file))])!;
            var experiments = await ClusterExperiments.PrepareAsync(plan, cluster.Clients(parsed, time), terminal, time, cancellationToken);
            var run = RunFolder.At(Path.Combine(LabPaths.Find().Runs, $"trial-{Guid.NewGuid().ToString("N")[..4]}"));
            Directory.CreateDirectory(run.Logs);
            var outcome = await experiments.RunAsync(run, cancellationToken);
            ClusterText.Print(outcome, parsed.GetValue(json), terminal);
            return ExitCodes.Of(outcome.Verdict);
        });
        return command;
    }
}
