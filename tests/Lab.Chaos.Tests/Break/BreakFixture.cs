using Lab.Chaos.Break;
using Lab.Chaos.Break.Probes;
using Lab.Chaos.Break.Running;
using Lab.Chaos.Histories;
using Lab.Contracts;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Break;

/// <summary>A site where faults are injected into a <see cref="ScriptedTarget"/> by a clock that tests turn.</summary>
public abstract class BreakFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lab-break-").FullName;
    private readonly ProbeClients _clients = new();
    private HistoryWriter _history = null!;
    private TracePointListener _listener = null!;

    internal ManualTime Time { get; } = new();

    internal ScriptedTarget Target { get; } = new();

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _history = HistoryWriter.Create(Path.Combine(_folder, "history.jsonl"), "test", new Seed(1));
        _listener = await TracePointListener.StartAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _history.DisposeAsync();
        await _listener.DisposeAsync();
        _clients.Dispose();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    internal FaultSite Site(long seed = 1) => new(Target, _listener, new FaultBook(_history, Time), ProbeAsker.OfLab(Target.TopologyAsync, _clients, _folder), new Seed(seed), Time);
}
