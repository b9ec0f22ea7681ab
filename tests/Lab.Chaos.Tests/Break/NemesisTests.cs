using Lab.Chaos.Break;
using Lab.Chaos.Histories;
using Lab.Chaos.Scenarios;
using Lab.Contracts;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Break;

/// <summary>A fault strikes once, heals on disposal, and strikes the same replica for the same seed.</summary>
public sealed class NemesisTests : IAsyncLifetime
{
    private static readonly TimeSpan After = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly ManualTime _time = new();
    private readonly ScriptedTarget _target = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("lab-nemesis-").FullName;
    private HistoryWriter _history = null!;
    private TracePointListener _listener = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _history = HistoryWriter.Create(Path.Combine(_folder, "history.jsonl"), "test", new Seed(1));
        _listener = await TracePointListener.StartAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _history.DisposeAsync();
        await _listener.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_kill_strikes_when_its_time_after_the_release_has_come()
    {
        await using var armed = await Nemesis(1).ArmAsync(Fault(FaultAction.Kill), 0, Token);
        armed.Released();
        Assert.Empty(_target.Actions);

        _time.Advance(After);

        Assert.StartsWith("kill inventory-", Assert.Single(_target.Actions), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_whose_time_never_came_leaves_no_event()
    {
        var armed = await Nemesis(1).ArmAsync(Fault(FaultAction.Kill), 0, Token);
        armed.Released();

        await armed.DisposeAsync();

        Assert.Empty(_target.Actions);
        Assert.Empty(armed.Events);
    }

    [Fact]
    public async Task Disposal_cuts_a_pause_short_but_never_skips_the_resume()
    {
        var armed = await Nemesis(1).ArmAsync(Fault(FaultAction.Pause), 0, Token);
        armed.Released();
        _time.Advance(After);

        await armed.DisposeAsync();

        Assert.Equal(["pause", "resume"], armed.Events.Select(happened => happened.Action));
        Assert.Equal(2, _target.Actions.Count);
    }

    [Fact]
    public async Task Disposing_twice_resumes_once()
    {
        var armed = await Nemesis(1).ArmAsync(Fault(FaultAction.Pause), 0, Token);
        armed.Released();
        _time.Advance(After);

        await armed.DisposeAsync();
        await armed.DisposeAsync();

        Assert.Equal(2, _target.Actions.Count);
    }

    [Fact]
    public async Task The_same_seed_and_volley_strike_the_same_replica()
    {
        for (var volley = 0; volley < 8; volley++)
        {
            await StrikeAsync(new Nemesis(_target, _history, _listener, new Seed(7), _time), volley);
        }

        var first = _target.Actions.ToList();
        for (var volley = 0; volley < 8; volley++)
        {
            await StrikeAsync(new Nemesis(_target, _history, _listener, new Seed(7), _time), volley);
        }

        Assert.Equal(first, _target.Actions.Skip(8));
        Assert.True(first.Distinct().Count() > 1, "Eight volleys should not all strike one replica.");
    }

    private async Task StrikeAsync(Nemesis nemesis, int volley)
    {
        await using var armed = await nemesis.ArmAsync(Fault(FaultAction.Kill), volley, Token);
        armed.Released();
        _time.Advance(After);
    }

    private Nemesis Nemesis(long seed) => new(_target, _history, _listener, new Seed(seed), _time);

    private static ConditionFault Fault(FaultAction action) => new()
    {
        Action = action,
        Resource = "inventory",
        After = After,
        For = action == FaultAction.Pause ? Pause : TimeSpan.Zero,
    };
}
