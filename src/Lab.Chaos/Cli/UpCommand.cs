using System.CommandLine;
using Lab.Chaos.Targets;
using Lab.Contracts;
using Lab.Contracts.Control;
using Spectre.Console;

namespace Lab.Chaos.Cli;

/// <summary><c>lab up</c>: the topology, healthy, until Ctrl-C. Other verbs find it and use it.</summary>
internal static class UpCommand
{
    private const string AppHost = "src/AppHost";

    public static Command Create(Terminal terminal, TimeProvider time)
    {
        var command = new Command("up", "Start the system and keep it running until Ctrl-C; other verbs use it meanwhile.");
        var withoutDashboard = DashboardOption.Create();
        command.Add(withoutDashboard);
        command.SetAction((parsed, cancellationToken) =>
        {
            DashboardOption.Wish(parsed.GetValue(withoutDashboard));
            return RunAsync(LabPaths.Find(), terminal, time, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        LabPaths paths, Terminal terminal, TimeProvider time, CancellationToken cancellationToken)
    {
        if (RunFiles.Running(paths.Repository) is [var other, ..])
        {
            throw new LabException($"A lab runs already (process {other.Pid}, {other.Folder}). Use it, or end it with Ctrl-C there.");
        }

        await SetupCommand.EnsureAsync(paths, terminal, cancellationToken);
        var id = $"{time.GetLocalNow():yyyyMMdd-HHmmss}-up";
        var folder = Path.Combine(paths.Repository, ".lab", "runs", id);
        var started = time.GetTimestamp();
        await using var host = await StartAsync();
        Print(await host.Control.ResourcesAsync(cancellationToken), terminal.Output);
        terminal.Output.MarkupLineInterpolated(
            $"[green]All healthy[/] after {time.GetElapsedTime(started).TotalSeconds:0.0} s. Logs: {folder}/logs. Ctrl-C ends it.");
        await DashboardOption.OpenAsync(host.Control, terminal, time, cancellationToken);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine("Ending what was started.");
        }

        return ExitCodes.Holds;

        async Task<LabHost> StartAsync()
        {
            using var stage = terminal.Progress.Begin("start the system", 0);
            return await LabHost.StartAsync(paths, AppHost, id, folder, new Dictionary<string, string>(), stage.Say, time, cancellationToken);
        }
    }

    private static void Print(IReadOnlyList<ResourceInfo> resources, IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("resource", "state", "address", "processes");
        foreach (var resource in resources)
        {
            table.AddRow(
                resource.Name,
                resource.State.ToString(),
                string.Join(" ", resource.Endpoints.Values),
                string.Join(", ", resource.Replicas.Where(replica => replica.Pid is not null).Select(replica => $"{replica.Id} ({replica.Pid})")));
        }

        console.Write(table);
    }
}
