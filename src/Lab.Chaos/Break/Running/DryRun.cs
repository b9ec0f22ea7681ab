using Lab.Chaos.Break.Litmus;

namespace Lab.Chaos.Break.Running;

/// <summary>What would be hit, found out without touching anything.</summary>
internal static class DryRun
{
    /// <exception cref="Lab.Contracts.LabException">A fault means nothing that runs here, or lacks what it is injected through.</exception>
    public static async Task<IReadOnlyList<AimedFault>> AimAsync(
        FaultSite site, IReadOnlyList<ChaosEngine> schedule, CancellationToken cancellationToken)
    {
        List<AimedFault> aimed = [];
        var nemesis = new Nemesis(site);
        var number = 0;
        foreach (var engine in schedule.Where(engine => engine.Active))
        {
            foreach (var experiment in engine.Experiments)
            {
                // The same streams as the executor's, so that the first strike hits who is named here.
                var chance = LocalExecutor.Chance(site, engine, experiment, $"{number}");
                var (fault, injection, candidates) = await nemesis.AimAsync(engine, experiment, $"{engine.Name}-{number++}", chance, cancellationToken);
                fault.Check(injection);
                aimed.Add(new AimedFault
                {
                    Engine = engine.Name,
                    Fault = fault.Name,
                    Candidates = [.. candidates.Select(target => target.Id)],
                    Targets = engine.Moment.TracePoint is null ? [.. injection.Targets.Select(target => target.Id)] : [],
                    Moment = engine.Moment,
                    Duration = Nemesis.Duration(experiment),
                    Settings = experiment.Settings.Values,
                });
            }
        }

        return aimed;
    }
}

/// <summary>A fault and whom it would hit.</summary>
internal sealed record AimedFault
{
    public required string Engine { get; init; }

    public required string Fault { get; init; }

    /// <summary>Replicas that its selectors mean; empty for the whole machine.</summary>
    public required IReadOnlyList<string> Candidates { get; init; }

    /// <summary>Those that the seed chose; empty where the first to reach a trace point is hit.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    public required FaultMoment Moment { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>Every tunable as it is in force.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }
}
