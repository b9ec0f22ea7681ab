using System.Diagnostics;
using Lab.Chaos.Break;
using Lab.Chaos.Break.Litmus;
using Lab.Chaos.Break.Probes;
using Lab.Chaos.Break.Running;
using Lab.Chaos.Checks;
using Lab.Chaos.Cli;
using Lab.Chaos.Contain;
using Lab.Chaos.Histories;
using Lab.Chaos.Isolate;
using Lab.Chaos.Journals;
using Lab.Chaos.Scenarios;
using Lab.Chaos.State;
using Lab.Chaos.Stress;
using Lab.Chaos.Targets;
using Lab.Chaos.Tracing;
using Lab.Contracts;

namespace Lab.Chaos.Experiments;

/// <summary>Runs arms one after the other on one target, writing everything down; judging is left to whoever reads the history.</summary>
internal sealed class ExperimentRunner : IAsyncDisposable
{
    private readonly Scenario _scenario;
    private readonly ITarget _target;
    private readonly IProgressView _progress;
    private readonly HistoryWriter _history;
    private readonly TracePointListener _listener;
    private readonly StateReader _state;
    private readonly VolleySetup _setup;
    private readonly VolleyDriver _driver;
    private readonly VolleyRunner _volleys;
    private readonly LoadRunner _loads;
    private readonly ScheduleRunner _schedules;
    private readonly ProbeClients _probeClients = new();
    private readonly FaultSite _site;
    private readonly LimitConditions _limits;
    private readonly Seed _seed;
    private readonly string _run;
    private readonly WarmUp _warmUp;
    private IAsyncDisposable? _hold;
    private Variant? _inForce;
    private int _next;
    private int _warmUps;

    private ExperimentRunner(Parts parts)
    {
        (_scenario, _target, _progress, _history) = (parts.Scenario, parts.Target, parts.Progress, parts.History);
        (_listener, _driver, _seed, _run) = (parts.Listener, parts.Driver, parts.Seed, parts.Run.Short);
        _state = new StateReader(_target, _scenario, parts.Time);
        _setup = new VolleySetup(_scenario, _target, parts.Time);
        _site = new FaultSite(_target, _listener, new FaultBook(_history, parts.Time), ProbeAsker.OfLab(_target.TopologyAsync, _probeClients, Environment.CurrentDirectory), _seed, parts.Time);
        var steadyState = new SteadyState(_scenario, _target, _driver, _setup, _state, _seed, _run, parts.Time);
        _volleys = new VolleyRunner(
            _scenario,
            _target,
            _driver,
            _setup,
            new Nemesis(_site),
            _site.Book,
            steadyState,
            _state,
            _history,
            Planner(_run),
            _run);
        _schedules = new ScheduleRunner(_scenario, _site, _driver, _setup, steadyState, _state, _history, Planner(_run), _run);
        _limits = new LimitConditions(_target);
        _warmUp = new WarmUp(_scenario, _driver, _setup, _seed);
        _loads = new LoadRunner(_scenario, _setup, _state, _history, _seed, _run, _driver.Target, parts.Time);
    }

    /// <summary>Connects to the target and opens the history.</summary>
    /// <exception cref="LabException">The target has no such service, or does not answer.</exception>
    public static async Task<ExperimentRunner> StartAsync(
        Scenario scenario, ITarget target, RunFolder run, Seed seed, IProgressView progress, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var address = await target.AddressAsync(scenario.Workload.Request.Service, cancellationToken);
        await HeldStub.ResetLeftoversAsync(scenario, target, cancellationToken);
        return new ExperimentRunner(new Parts
        {
            Scenario = scenario,
            Target = target,
            Run = run,
            Seed = seed,
            Progress = progress,
            Time = time,
            Driver = new VolleyDriver(address, scenario.Workload.Outcomes, time),
            Listener = await TracePointListener.StartAsync(cancellationToken),
            History = HistoryWriter.Create(run.History, scenario.Name, seed),
        });
    }

    /// <summary>Puts the variant in force, warms it up, and runs the arm's volleys.</summary>
    public async Task RunAsync(ArmPlan arm, CancellationToken cancellationToken)
    {
        using var span = Spans.Arm(arm);
        using var stage = _progress.Begin(arm.Title, arm.Load is null ? arm.Volleys : 0);
        _driver.OverHttp2(arm.Http2Connections);
        _setup.OverHttp2 = arm.Http2Connections is not null;
        await PutInForceAsync(arm, stage.Say, cancellationToken);
        await using var stubs = await StubConditions.BeginAsync(arm.Condition, _target, cancellationToken);
        if (arm.Load is { } load)
        {
            _target.Collector?.Spans.KeepAll();
            _next += await _loads.RunAsync(_next, arm, load, stage, cancellationToken);
            return;
        }

        var tally = new ArmTally();
        var first = _next;
        _next += arm.Volleys;
        foreach (var number in Enumerable.Range(first, arm.Volleys).Where(arm.Shard.Has))
        {
            var (_, judgement) = await VolleyAsync(number, arm, cancellationToken);
            tally.Add(judgement);
            stage.Advance(tally.ToString());
            if (arm.StopsAtWitness && judgement.Verdict == Verdict.Violated)
            {
                return;
            }
        }
    }

    /// <summary>Puts the variant in force, and lets volleys go on while the faults of a schedule come and go.</summary>
    public async Task<ScheduleOutcome> UnderScheduleAsync(
        ArmPlan arm, IReadOnlyList<ChaosEngine> schedule, CancellationToken cancellationToken)
    {
        using var span = Spans.Arm(arm);
        using var stage = _progress.Begin(arm.Title, 0);
        await PutInForceAsync(arm, stage.Say, cancellationToken);
        await HoldAsync(cancellationToken);
        var outcome = await _schedules.RunAsync(_next, arm, schedule, stage, cancellationToken);
        _next += outcome.Volleys;
        return outcome;
    }

    /// <summary>Whom a schedule would hit, as things stand; nothing is touched.</summary>
    public Task<IReadOnlyList<AimedFault>> AimAsync(IReadOnlyList<ChaosEngine> schedule, CancellationToken cancellationToken) =>
        DryRun.AimAsync(_site, schedule, cancellationToken);

    /// <summary>One volley of an arm, for experiments that interleave their arms; latencies of stubs are theirs to set.</summary>
    public async Task<(VolleyHistory History, VolleyJudgement Judgement)> OneAsync(ArmPlan arm, CancellationToken cancellationToken)
    {
        await PutInForceAsync(arm, _ => { }, cancellationToken);
        return await VolleyAsync(_next++, arm, cancellationToken);
    }

    /// <summary>Puts a variant in force; nothing is warmed up.</summary>
    /// <returns>Whether another was in force before.</returns>
    public async Task<bool> UseAsync(Variant variant, CancellationToken cancellationToken)
    {
        if (_inForce == variant)
        {
            return false;
        }

        await _target.UseAsync(variant, cancellationToken);
        _inForce = variant;
        return true;
    }

    /// <summary>Lifts the limits of the last arm, for whatever comes next that knows nothing of limits.</summary>
    public async Task LiftLimitsAsync(CancellationToken cancellationToken) => await _limits.PutInForceAsync(Condition.NoLimits, cancellationToken);

    /// <summary>Somebody else has put another variant in force.</summary>
    public void ForgetVariant() => _inForce = null;

    /// <summary>Puts the arm's variant and limits in force and warms up, so that what follows is its volleys alone.</summary>
    public Task PrepareAsync(ArmPlan arm, Action<string> say, CancellationToken cancellationToken) => PutInForceAsync(arm, say, cancellationToken);

    private async Task PutInForceAsync(ArmPlan arm, Action<string> say, CancellationToken cancellationToken)
    {
        var limits = arm.Condition.Limits;
        if (_inForce != arm.Variant || _limits.Differ(limits))
        {
            say(limits.Count == 0 ? "starting the variant" : $"starting the variant within {string.Join(", ", limits.Select(limit => $"{limit.Value} for {limit.Key}"))}");
        }

        // A start is quick without limits: they are lifted before the variant changes, and come into force after it.
        var restarted = limits.Count == 0 && await _limits.PutInForceAsync(limits, cancellationToken);
        restarted |= await UseAsync(arm.Variant, cancellationToken);
        restarted |= await _limits.PutInForceAsync(limits, cancellationToken);
        if (restarted)
        {
            say("warming up");
            await _warmUp.RunAsync($"{_run}-warm-{_warmUps++}", arm.Size.Requests, cancellationToken);
        }
    }

    // From the first fault on the host knows that everything is to be undone should this process be killed.
    private async Task HoldAsync(CancellationToken cancellationToken)
    {
        if (_hold is null && _target.Faults is { } faults)
        {
            _hold = await faults.HoldAsync(cancellationToken);
        }
    }

    private async Task<(VolleyHistory History, VolleyJudgement Judgement)> VolleyAsync(int number, ArmPlan arm, CancellationToken cancellationToken)
    {
        if (arm.Condition.Fault is not null)
        {
            await HoldAsync(cancellationToken);
        }

        var around = Activity.Current;
        using var span = Spans.Volley(number, arm);
        var history = await _volleys.RunAsync(number, arm.Variant, arm.Condition, arm.Size, cancellationToken);
        var judgement = VolleyJudge.Judge(history, _scenario.Invariants, arm.Condition.Fault);
        span.Judged(judgement);
        around.TouchedBy(span);
        Measures.Add(arm, history, judgement.Verdict);
        _target.Collector?.Spans.Judged(arm.Title, Traces(history, span), judgement.Verdict == Verdict.Violated);
        return (history, judgement);
    }

    private static IEnumerable<string> Traces(VolleyHistory history, Activity? span) =>
        history.Operations.Select(operation => operation.TraceId).Append(span?.TraceId.ToHexString()).OfType<string>();

    public async ValueTask DisposeAsync()
    {
        await _limits.DisposeAsync();
        await (_hold?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _driver.DisposeAsync();
        await _listener.DisposeAsync();
        await _state.DisposeAsync();
        _setup.Dispose();
        _probeClients.Dispose();
        await _history.DisposeAsync();
    }

    private VolleyPlanner Planner(string prefix) => new(prefix, _seed, _scenario.Workload, _driver.Target);

    private sealed record Parts
    {
        public required Scenario Scenario { get; init; }

        public required ITarget Target { get; init; }

        public required RunFolder Run { get; init; }

        public required Seed Seed { get; init; }

        public required IProgressView Progress { get; init; }

        public required TimeProvider Time { get; init; }

        public required VolleyDriver Driver { get; init; }

        public required TracePointListener Listener { get; init; }

        public required HistoryWriter History { get; init; }
    }
}
