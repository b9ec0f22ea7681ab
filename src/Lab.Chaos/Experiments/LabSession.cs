using Lab.Chaos.Cli;
using Lab.Chaos.Journals;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Targets;
using Lab.Contracts;
using Spectre.Console;

namespace Lab.Chaos.Experiments;

/// <summary>
/// What every experiment needs around it: a scenario, a run folder, a target that is up, a runner. Disposal undoes all of it, in
/// reverse order, on success, failure and Ctrl-C alike.
/// </summary>
internal sealed class LabSession : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _undo = [];

    private LabSession(Scenario scenario, RunFolder run, Seed seed, DateTimeOffset started) =>
        (Scenario, Run, Seed, Started) = (scenario, run, seed, started);

    public Scenario Scenario { get; }

    public RunFolder Run { get; }

    public Seed Seed { get; }

    public DateTimeOffset Started { get; }

    public string Engine { get; private set; } = "";

    public ExperimentRunner Runner { get; private set; } = null!;

    /// <summary>Uses a lab that runs, or starts one, or connects to the addresses that the scenario gives.</summary>
    public static async Task<LabSession> OpenAsync(
        LabPaths paths, Scenario scenario, Seed seed, Terminal terminal, TimeProvider time, CancellationToken cancellationToken)
    {
        var session = new LabSession(scenario, RunFolder.Create(paths.Runs, scenario, time), seed, time.GetLocalNow());
        try
        {
            var target = await session.TargetAsync(paths, terminal, time, cancellationToken);
            session._undo.Push(target);
            session.Engine = target.Engine;
            session.Runner = await ExperimentRunner.StartAsync(
                scenario, target, session.Run, seed, terminal.Progress, time, cancellationToken);
            session._undo.Push(session.Runner);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            session.DropEmptyRun();
            throw;
        }
    }

    /// <summary>Ends the experiment and closes the history, so that it can be judged from the file.</summary>
    public async ValueTask DisposeAsync()
    {
        while (_undo.TryPop(out var part))
        {
            await part.DisposeAsync();
        }
    }

    private async Task<ITarget> TargetAsync(
        LabPaths paths, Terminal terminal, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Scenario.Target.AppHost is not { } appHost)
        {
            return new ForeignTarget(Scenario.Target);
        }

        if (LabHost.Attach(paths, time) is { } running)
        {
            terminal.Error.WriteLine($"Using the lab that runs already (process {running.Run.Pid}).");
            return new LabTarget(running, time);
        }

        await SetupCommand.EnsureAsync(paths, terminal, cancellationToken);
        using var stage = terminal.Progress.Begin("start the system", 0);
        return new LabTarget(
            await LabHost.StartAsync(paths, appHost, Run.Id, Run.Path, stage.Say, time, cancellationToken), time);
    }

    // A run that never began leaves nothing to look at, except the logs of a host that failed.
    private void DropEmptyRun()
    {
        if (!File.Exists(Run.History) && !Directory.EnumerateFiles(Run.Logs).Any())
        {
            Directory.Delete(Run.Path, recursive: true);
        }
    }
}
