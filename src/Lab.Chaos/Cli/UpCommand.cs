using System.CommandLine;
using Lab.Chaos.Scenarios;
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
        var scenario = CommonOptions.Scenario();
        scenario.Arity = ArgumentArity.ZeroOrOne;
        scenario.Description += " What it needs is started; without it, what AppHost.cs says.";
        var withoutDashboard = DashboardOption.Create();
        var command = new Command("up", "Start the system and keep it running until Ctrl-C; other verbs use it meanwhile.") { scenario, withoutDashboard };
        command.SetAction((parsed, cancellationToken) =>
        {
            DashboardOption.Wish(parsed.GetValue(withoutDashboard));
            return RunAsync(LabPaths.Find(), parsed.GetValue(scenario), terminal, time, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        LabPaths paths, string? scenario, Terminal terminal, TimeProvider time, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> start = scenario is null ? [] : SystemUnderTest.Needed(
            ScenarioReader.Read(ScenarioCatalog.Find(scenario, paths.Repository, Environment.CurrentDirectory)));
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
            if (await host.EndedAsync(cancellationToken) is var exitCode and not 0)
            {
                throw new LabException($"The host of the system ended with exit code {exitCode}, and the system with it. See {folder}/logs/apphost.log.");
            }

            terminal.Error.WriteLine("The system was ended.");
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine("Ending what was started.");
        }

        return ExitCodes.Holds;

        async Task<LabHost> StartAsync()
        {
            using var stage = terminal.Progress.Begin("start the system", 0);
            return await LabHost.StartAsync(paths, AppHost, start, id, folder, new Dictionary<string, string>(), stage.Say, time, cancellationToken);
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
