using Lab.Chaos.Stress.Loads;
using Lab.Chaos.Stress.Schedules;
using Lab.Contracts;

namespace Lab.Chaos.Adapters;

/// <summary>What NBomber does in one phase.</summary>
internal enum NBomberKind
{
    /// <summary>So many arrivals in each interval.</summary>
    Inject,

    /// <summary>The same, growing or shrinking from the count of the phase before.</summary>
    RampingInject,

    /// <summary>So many clients, each of which waits for its answer.</summary>
    KeepConstant,

    /// <summary>Nothing.</summary>
    Pause,
}

/// <summary>One of NBomber's load simulations.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Count">Arrivals in an interval, or clients.</param>
/// <param name="Interval">Zero where there are no arrivals.</param>
/// <param name="During">How long.</param>
internal sealed record NBomberSimulation(NBomberKind Kind, int Count, TimeSpan Interval, TimeSpan During);

/// <summary>
/// A load in NBomber's terms, as far as it has any. It asks for a whole number of arrivals an interval and begins each at a random moment
/// of it:
/// <code>
/// constant 5:  lab      |.  .  .  .  . |.  .  .  .  . |
///              NBomber  | ..   .    . .|.   .. .    . |
/// </code>
/// A Poisson rate, a sharp spike and a volley are about what happens inside an interval, so they cannot be had from it.
/// </summary>
internal static class NBomberPlan
{
    /// <summary>Said before it starts.</summary>
    public const string Notice =
        "NBomber sends this load. It begins each arrival at a random moment of its interval (1 s or more), so nothing is aligned and the same seed gives other "
        + "moments; ramps climb once an interval. NBomber 5 and later is free for personal use only: an organisation needs a licence (https://nbomber.com/docs/getting-started/license).";

    /// <summary>Of one simulation; it refuses shorter ones.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    // Above it, a rate below one a second would be more of a timetable than a load.
    private const int LongestInterval = 10;

    /// <summary>Its simulations in order; what it cannot do is told to <paramref name="problems"/>.</summary>
    public static IReadOnlyList<NBomberSimulation> Of(LoadOrder order, ICollection<string> problems)
    {
        if (order.Closed is { } closed)
        {
            var all = new NBomberSimulation(NBomberKind.KeepConstant, closed.Clients, TimeSpan.Zero, closed.Length);
            return IsLongEnough(closed.ToString(), closed.Length, problems) ? [all] : [];
        }

        var simulations = new List<NBomberSimulation>();
        foreach (var phase in Phases(order.Open!))
        {
            if (Simulation(phase, simulations.LastOrDefault(), problems) is { } simulation)
            {
                simulations.Add(simulation);
            }
        }

        return simulations;
    }

    /// <exception cref="LabException">A driver that has no volleys is asked for some.</exception>
    public static void RefuseVolleys(string? driver)
    {
        if (driver == BuiltIn.NBomber)
        {
            throw new LabException("--driver nbomber sends loads only: it begins arrivals at random moments, so it has no aligned volleys. "
                + "Add --rate 200, --schedule or --clients 50, or take --driver out.");
        }
    }

    private static IEnumerable<ISchedule> Phases(ISchedule schedule) => schedule switch
    {
        Phases phases => phases.All.SelectMany(Phases),
        StepRate step => Enumerable.Range(0, step.Steps).Select(stair => new ConstantRate(step.RateOf(stair), step.Length / step.Steps)),
        _ => [schedule],
    };

    private static NBomberSimulation? Simulation(ISchedule phase, NBomberSimulation? before, ICollection<string> problems)
    {
        if (phase is PoissonRate or SpikeRate)
        {
            problems.Add($"NBomber cannot send '{phase}': it spreads arrivals at random over whole seconds, which is neither a Poisson process nor a sharp peak. "
                + "Take out --driver nbomber, or use constant, ramp, step or pause.");
            return null;
        }

        return !IsLongEnough(phase.ToString()!, phase.Length, problems) ? null : phase switch
        {
            Silence => new NBomberSimulation(NBomberKind.Pause, 0, TimeSpan.Zero, phase.Length),
            ConstantRate constant => Constant(constant, problems),
            RampRate ramp => Ramp(ramp, before, problems),
            _ => throw new System.Diagnostics.UnreachableException($"{phase.GetType().Name} is no schedule of one phase."),
        };
    }

    // 2.5 a second are 5 in 2 s: it counts in whole arrivals.
    private static NBomberSimulation? Constant(ConstantRate constant, ICollection<string> problems)
    {
        for (var seconds = 1; seconds <= LongestInterval && seconds <= constant.Length.TotalSeconds; seconds++)
        {
            if (IsWhole(constant.PerSecond * seconds))
            {
                return new NBomberSimulation(
                    NBomberKind.Inject, (int)Math.Round(constant.PerSecond * seconds), TimeSpan.FromSeconds(seconds), constant.Length);
            }
        }

        problems.Add($"NBomber cannot send '{constant}': it begins a whole number of requests in some whole seconds up to {LongestInterval}. "
            + $"Use a rate such as {Math.Max(1, Math.Round(constant.PerSecond)):0}.");
        return null;
    }

    private static NBomberSimulation? Ramp(RampRate ramp, NBomberSimulation? before, ICollection<string> problems)
    {
        var from = before is null or { Kind: NBomberKind.Pause } ? 0 : before.Count / before.Interval.TotalSeconds;
        if (!IsWhole(ramp.To) || !IsWhole(ramp.From))
        {
            problems.Add($"NBomber cannot send '{ramp}': it counts in whole requests a second. Round both rates.");
            return null;
        }

        // It ramps from the count of the phase before, whose interval must therefore be the same second.
        if (Math.Abs(from - ramp.From) > 1e-9 || (before is { Kind: not NBomberKind.Pause } && before.Interval != Shortest))
        {
            problems.Add($"NBomber cannot send '{ramp}': its ramps begin where the phase before ended, here at {from:0.###} a second. "
                + $"Write ramp {from:0.###}..{ramp.To:0.###}, or put constant {ramp.From:0.###} for 1s before it.");
            return null;
        }

        return new NBomberSimulation(NBomberKind.RampingInject, (int)Math.Round(ramp.To), Shortest, ramp.Length);
    }

    private static bool IsLongEnough(string what, TimeSpan length, ICollection<string> problems)
    {
        if (length < Shortest)
        {
            problems.Add($"NBomber cannot send '{what}': it has no phase shorter than {Shortest.TotalSeconds:0} s. Make it longer.");
        }

        return length >= Shortest;
    }

    private static bool IsWhole(double number) => Math.Abs(number - Math.Round(number)) < 1e-9;
}
