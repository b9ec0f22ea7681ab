using Lab.Chaos.Break.Faults;
using Lab.Chaos.Break.Litmus;
using Lab.Chaos.Break.Running;
using Lab.Contracts;

namespace Lab.Chaos.Break;

/// <summary>Arms the faults of ChaosEngines. What it breaks, the armed fault heals on disposal.</summary>
internal sealed class Nemesis(FaultSite site)
{
    /// <summary>Skipping a few passes moves the fault about within the volley.</summary>
    private const int PassesSkippedMost = 5;

    /// <summary>Beyond its own duration, for the host to heal by itself what this process was kept from healing.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Aims the one experiment of an engine at one volley. By time, it strikes replicas drawn from the seed. At a trace point, every replica is armed with a
    /// number of passes drawn from the seed, and the first to reach its number is struck: which replicas a volley keeps busy is up to
    /// scheduling, and one armed alone may never get there. What lasts and waits for no moment is in force when this returns.
    /// </summary>
    /// <param name="engine">The file.</param>
    /// <param name="experiment">One of its experiments.</param>
    /// <param name="number">Of the volley, or of the strike in a schedule: names the stream of chance.</param>
    /// <param name="cancellationToken">Ends arming; what was armed is disarmed.</param>
    /// <exception cref="LabException">Nothing runs that could be hit, or there is no such trace point.</exception>
    public async Task<ArmedFault> ArmAsync(ChaosEngine engine, ExperimentRun experiment, int number, CancellationToken cancellationToken)
    {
        var chance = (engine.Seed ?? site.Seed).Stream($"nemesis/{engine.Name}/{experiment.Fault}/{number}");
        var (fault, injection, candidates) = await AimAsync(engine, experiment, $"{engine.Name}-{number}", chance, cancellationToken);
        fault.Check(injection);
        var armed = new ArmedFault(site, fault, injection, engine.Moment, Duration(experiment));
        try
        {
            foreach (var target in engine.Moment.TracePoint is null ? [] : candidates)
            {
                await armed.ArmTracePointAsync(target, engine.Moment.TracePoint!, chance.Next(PassesSkippedMost + 1), cancellationToken);
            }

            if (engine.Moment == FaultMoment.AtOnce && !fault.IsStrike)
            {
                await armed.InjectNowAsync();
            }

            return armed;
        }
        catch
        {
            await armed.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whom it would hit, and with what; nothing is touched.</summary>
    /// <exception cref="LabException">Nothing runs that could be hit.</exception>
    public async Task<(IFault Fault, Injection Injection, IReadOnlyList<FaultTarget> Candidates)> AimAsync(
        ChaosEngine engine, ExperimentRun experiment, string id, Random chance, CancellationToken cancellationToken)
    {
        engine.ThrowUnlessDoneHere();
        var fault = KnownFaults.Find(experiment.Fault);
        var settings = LitmusFaults.Find(experiment.Fault)!.Draw(experiment.Settings, chance);
        var topology = await site.Target.TopologyAsync(cancellationToken);
        IReadOnlyList<FaultTarget> candidates = fault is NodeCpuHog ? [] : TargetSelection.Candidates(engine, settings, topology);
        if (candidates.Count == 0 && fault is not NodeCpuHog)
        {
            throw new LabException($"{engine.Path}: nothing runs that '{experiment.Fault}' could hit.");
        }

        var injection = new Injection
        {
            Id = id,
            Target = site.Target,
            Topology = topology,
            Targets = TargetSelection.Choose(candidates, settings, chance),
            Settings = settings,
            Deadline = Duration(experiment) + Grace,
            Seed = chance.NextInt64(),
        };
        return (fault, injection, candidates);
    }

    /// <summary><c>TOTAL_CHAOS_DURATION</c>.</summary>
    public static TimeSpan Duration(ExperimentRun experiment) => experiment.Settings.Seconds("TOTAL_CHAOS_DURATION");
}
