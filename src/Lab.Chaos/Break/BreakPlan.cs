using Lab.Chaos.Break.Litmus;
using Lab.Chaos.Break.Probes;
using Lab.Chaos.Experiments;
using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Break;

/// <summary>What is broken, in which variants, and how much may be spent on it.</summary>
internal sealed record BreakPlan
{
    /// <summary>Volleys without any fault, before the schedule begins.</summary>
    public const int DefaultVolleys = 10;

    /// <summary>Longest that a fault lasts when a hunt is to stay under three minutes.</summary>
    public static readonly TimeSpan Brief = TimeSpan.FromSeconds(5);

    /// <summary>In order.</summary>
    public required IReadOnlyList<Variant> Variants { get; init; }

    /// <summary>Injected one after the other, for each variant.</summary>
    public required IReadOnlyList<ChaosEngine> Schedule { get; init; }

    public required VolleySize Size { get; init; }

    /// <summary>Volleys of each variant without faults; zero for none.</summary>
    public int Before { get; init; } = DefaultVolleys;

    /// <summary>Whether probes may run commands on this machine.</summary>
    public bool AllowCommands { get; init; }

    /// <summary>Hosts beside this machine that probes may ask.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Finds out before anything starts what is asked of it that is not done here, or not allowed.</summary>
    /// <exception cref="LabException">With all of it.</exception>
    public void Check(Scenario scenario)
    {
        var notHere = Schedule.SelectMany(engine => engine.NotDoneHere).ToList();
        if (notHere.Count > 0)
        {
            throw new LabException(notHere);
        }

        ProbeGuard.ThrowUnlessAllowed(Schedule, AllowCommands, AllowedHosts, [.. scenario.Services.Select(service => service.Name)]);
    }

    /// <summary>The scenario's own schedule.</summary>
    /// <exception cref="LabException">It has none.</exception>
    public static BreakPlan Of(Scenario scenario, IReadOnlyList<Variant> variants) =>
        Of(scenario, variants, scenario.Break?.Schedule ?? throw new LabException(
            $"Scenario '{scenario.Name}' names no faults to break it with. Add them, for example: break: {{ schedule: [faults/replica-kills.yaml] }}, or give --faults."));

    public static BreakPlan Of(Scenario scenario, IReadOnlyList<Variant> variants, IReadOnlyList<ChaosEngine> schedule) => new()
    {
        Variants = variants,
        Schedule = schedule,
        Size = new VolleySize(scenario.Break?.Requests ?? scenario.Workload.Requests, scenario.Workload.Within) { Stock = scenario.Break?.Stock },
    };

    /// <summary>The same with no fault longer than that; strikes come as often, but sooner one after the other.</summary>
    public BreakPlan ShortenedTo(TimeSpan most) => this with { Schedule = [.. Schedule.Select(engine => Shortened(engine, most))] };

    private static ChaosEngine Shortened(ChaosEngine engine, TimeSpan most) =>
        engine with { Experiments = [.. engine.Experiments.Select(experiment => experiment with { Settings = experiment.Settings.ShortenedTo(most) })] };
}
