using Lab.Chaos.Cli;
using Lab.Chaos.Collect;
using Lab.Chaos.Journals;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Shards;
using Lab.Chaos.Targets;
using Lab.Contracts;

namespace Lab.Chaos.Experiments;

/// <summary>
/// What every experiment needs around it: a scenario, a run folder, a target that is up, a runner. Disposal undoes all of it, in
/// reverse order, on success, failure and Ctrl-C alike.
/// </summary>
internal sealed class LabSession : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _undo = [];

    private LabSession(Scenario scenario, RunFolder run, Seed seed, Terminal terminal, TimeProvider time) =>
        (Scenario, Run, Seed, Terminal, Time, Started) = (scenario, run, seed, terminal, time, time.GetLocalNow());

    public Scenario Scenario { get; }

    public RunFolder Run { get; }

    public Seed Seed { get; }

    public Terminal Terminal { get; }

    public TimeProvider Time { get; }

    public DateTimeOffset Started { get; }

    public string Engine { get; private set; } = "";

    public ITarget Target { get; private set; } = null!;

    public ExperimentRunner Runner { get; private set; } = null!;

    /// <summary>Uses a lab that runs, or starts one, or connects to the addresses that the scenario gives.</summary>
    public static async Task<LabSession> OpenAsync(
        LabPaths paths, Scenario scenario, Seed seed, Shard shard, Collector? collector, Terminal terminal, TimeProvider time, CancellationToken cancellationToken)
    {
        var session = new LabSession(scenario, RunFolder.Create(paths.Runs, scenario, time, shard), seed, terminal, time);
        try
        {
            session.Target = await SystemUnderTest.OpenAsync(paths, scenario, session.Run, collector, terminal, time, cancellationToken);
            session._undo.Push(session.Target);
            session.Engine = session.Target.Engine;
            session.Runner = await ExperimentRunner.StartAsync(
                scenario, session.Target, session.Run, seed, terminal.Progress, time, cancellationToken);
            session._undo.Push(session.Runner);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            session.Run.DropUnlessBegun();
            throw;
        }
    }

    /// <summary>
    /// Closes the history, so that it can be judged from the file, and has the services send the last of their telemetry. The host stays until
    /// disposal, and with it its dashboard.
    /// </summary>
    public async Task CloseAsync()
    {
        await _undo.Pop().DisposeAsync();   // the runner
        await Target.ComeToRestAsync();
    }

    /// <summary>Ends what was started and undoes what was changed.</summary>
    public async ValueTask DisposeAsync()
    {
        while (_undo.TryPop(out var part))
        {
            await part.DisposeAsync();
        }
    }
}
