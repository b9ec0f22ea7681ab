using Lab.Chaos.Break.Faults;
using Lab.Chaos.Break.Litmus;
using Lab.Chaos.Break.Litmus.Results;
using Lab.Chaos.Break.Probes;
using Lab.Contracts;

namespace Lab.Chaos.Break.Running;

/// <summary>
/// Runs ChaosEngines against the replicas of a running lab, as the operator and its experiments do on a cluster:
/// <code>
/// probes before and after all of it, and meanwhile
/// ramp -> strike, interval, strike … until the duration is over -> ramp        pod-delete, container-kill
/// ramp -> inject, wait for the duration, heal                                  all that lasts; in series once for each target
/// arm -> wait until a replica reaches the trace point, inject, heal            engines with a moment of the lab's own
/// </code>
/// </summary>
internal sealed class LocalExecutor(FaultSite site, string variant, Action<string> say)
{
    /// <summary>A trace point that no request reaches for so long is not on the path of the volleys.</summary>
    private static readonly TimeSpan StrikeLimit = TimeSpan.FromSeconds(30);

    private readonly Nemesis _nemesis = new(site);
    private int _number;

    /// <summary>Runs every experiment of every engine, one after the other; one that fails does not keep the next from running.</summary>
    public async Task<IReadOnlyList<FaultRun>> RunAsync(IReadOnlyList<ChaosEngine> schedule, CancellationToken cancellationToken)
    {
        List<FaultRun> runs = [];
        foreach (var engine in schedule.Where(engine => engine.Active))
        {
            foreach (var experiment in engine.Experiments)
            {
                runs.Add(await RunAsync(engine, experiment, cancellationToken));
            }
        }

        return runs;
    }

    private async Task<FaultRun> RunAsync(ChaosEngine engine, ExperimentRun experiment, CancellationToken cancellationToken)
    {
        say($"{engine.Name}: {experiment.Fault}");
        var started = site.Time.GetTimestamp();
        List<string> hit = [];
        var end = RunEnd.Carried;
        var strikes = 0;
        await using var probes = new ProbeRunner(experiment.Probes, site.Probes, site.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, probes.Stopped);
        try
        {
            if (await probes.BeforeAsync(cancellationToken))
            {
                await RampAsync(experiment, stop.Token);
                started = site.Time.GetTimestamp();
                await using (probes.StartDuring(Nemesis.Duration(experiment), cancellationToken))
                {
                    strikes = await InjectAsync(engine, experiment, hit, stop.Token);
                }

                await RampAsync(experiment, stop.Token);
            }
        }
        catch (OperationCanceledException) when (probes.Stopped.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // A probe ended it; its status says so.
        }
        catch (LabException problem)
        {
            end = RunEnd.Failed(hit.Count == 0
                ? new ErrorOutput(ErrorCodes.TargetSelection, problem.Message) { Phase = "PreChaos" }
                : new ErrorOutput(ErrorCodes.ChaosInject, problem.Message) { Phase = "ChaosInject" });
        }

        var seconds = Math.Round(site.Time.GetElapsedTime(started).TotalSeconds, 3);
        await probes.AfterAsync(cancellationToken);
        var awaited = new ChaosResult
        {
            Engine = engine.Name,
            Experiment = experiment.Fault,
            Namespace = engine.Namespace,
            Instance = experiment.Settings.Text("INSTANCE_ID") ?? variant,
        };
        return new FaultRun
        {
            Variant = variant,
            File = engine.Path,
            Hit = hit,
            Strikes = strikes,
            Seconds = seconds,
            Result = ResultVerdicts.Conclude(awaited, end, probes.Statuses, HitTargets.Of(experiment.Fault, hit)),
        };
    }

    private Task<int> InjectAsync(ChaosEngine engine, ExperimentRun experiment, List<string> hit, CancellationToken cancellationToken) =>
        (engine.Moment.TracePoint, KnownFaults.Find(experiment.Fault).IsStrike) switch
        {
            (not null, _) => AtTracePointAsync(engine, experiment, hit, cancellationToken),
            (null, true) => StrikesAsync(engine, experiment, hit, cancellationToken),
            (null, false) => LastingAsync(engine, experiment, hit, cancellationToken),
        };

    // while elapsed < duration, as upstream: the last strike may end after it.
    private async Task<int> StrikesAsync(
        ChaosEngine engine, ExperimentRun experiment, List<string> hit, CancellationToken cancellationToken)
    {
        var duration = Nemesis.Duration(experiment);
        var pauses = Chance(engine, experiment, "pauses");
        var started = site.Time.GetTimestamp();
        var strikes = 0;
        while (strikes == 0 || site.Time.GetElapsedTime(started) < duration)
        {
            var (fault, injection) = await AimAsync(engine, experiment, cancellationToken);
            IEnumerable<IReadOnlyList<FaultTarget>> groups = IsSerial(engine, experiment) ? [.. injection.Targets.Select(target => (IReadOnlyList<FaultTarget>)[target])] : [injection.Targets];
            foreach (var group in groups)
            {
                await using (var strike = await FaultInForce.BeginAsync(site, fault, injection with { Targets = group }, null, default, operation: default, cancellationToken))
                {
                    hit.AddRange(strike.Hit);
                    strikes++;
                    await Task.Delay(
                        experiment.Settings.Interval("CHAOS_INTERVAL", experiment.Settings.Flag("RANDOMNESS") ? pauses : null), site.Time, cancellationToken);
                }

                // Whoever was struck must be back before the next goes, or the last one standing is struck too.
                await site.Target.RecoveredAsync(experiment.StatusCheckTimeout, cancellationToken);
            }
        }

        return strikes;
    }

    private async Task<int> LastingAsync(
        ChaosEngine engine, ExperimentRun experiment, List<string> hit, CancellationToken cancellationToken)
    {
        var (fault, injection) = await AimAsync(engine, experiment, cancellationToken);
        IEnumerable<IReadOnlyList<FaultTarget>> groups = IsSerial(engine, experiment) && injection.Targets.Count > 0
            ? [.. injection.Targets.Select(target => (IReadOnlyList<FaultTarget>)[target])] : [injection.Targets];
        var strikes = 0;
        foreach (var group in groups)
        {
            await using var inForce = await FaultInForce.BeginAsync(site, fault, injection with { Targets = group }, null, default, operation: default, cancellationToken);
            hit.AddRange(inForce.Hit);
            strikes++;
            await Task.Delay(Nemesis.Duration(experiment), site.Time, cancellationToken);
        }

        return strikes;
    }

    private async Task<int> AtTracePointAsync(
        ChaosEngine engine, ExperimentRun experiment, List<string> hit, CancellationToken cancellationToken)
    {
        await using var armed = await _nemesis.ArmAsync(engine, experiment, _number++, cancellationToken);
        try
        {
            await armed.Struck.WaitAsync(StrikeLimit, site.Time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new LabException($"{engine.Path}: no replica reached the trace point '{engine.Moment.TracePoint}' within {StrikeLimit.TotalSeconds:0} s. Is it on the path of the requests?");
        }

        hit.AddRange(armed.Hit);
        await armed.OverAsync().WaitAsync(cancellationToken);
        return 1;
    }

    private async Task<(IFault Fault, Injection Injection)> AimAsync(
        ChaosEngine engine, ExperimentRun experiment, CancellationToken cancellationToken)
    {
        var number = _number++;
        var chance = Chance(engine, experiment, $"{number}");
        var (fault, injection, _) = await _nemesis.AimAsync(engine, experiment, $"{engine.Name}-{number}", chance, cancellationToken);
        fault.Check(injection);
        return (fault, injection);
    }

    private Random Chance(ChaosEngine engine, ExperimentRun experiment, string use) => Chance(site, engine, experiment, use);

    /// <summary>The engine's own seed where it names one, else the run's.</summary>
    internal static Random Chance(FaultSite site, ChaosEngine engine, ExperimentRun experiment, string use) =>
        (engine.Seed ?? site.Seed).Stream($"executor/{engine.Name}/{experiment.Fault}/{use}");

    private Task RampAsync(ExperimentRun experiment, CancellationToken cancellationToken) =>
        experiment.Settings.Text("RAMP_TIME") is null ? Task.CompletedTask
            : Task.Delay(experiment.Settings.Seconds("RAMP_TIME"), site.Time, cancellationToken);

    private bool IsSerial(ChaosEngine engine, ExperimentRun experiment) => experiment.Settings.Text("SEQUENCE") switch
    {
        "serial" => true,
        "random" => Chance(engine, experiment, "sequence").Next(2) == 0,
        _ => false,
    };
}
