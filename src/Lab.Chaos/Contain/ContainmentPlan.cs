using Lab.Chaos.Experiments;
using Lab.Chaos.Isolate;
using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Contain;

/// <summary>What is to be limited, and how much may be spent on it.</summary>
internal sealed record ContainmentPlan
{
    /// <summary>Volleys per arm when the user names no number.</summary>
    public const int UsualVolleys = 20;

    /// <summary>Volleys are spread this much wider than the unaligned arm's: the suspect must not be violated so often without a limit that nothing is left to expose.</summary>
    public const int Wider = 2;

    public required Variant Variant { get; init; }

    /// <summary>Services whose replicas are limited, one or more.</summary>
    public required IReadOnlyList<string> Services { get; init; }

    /// <summary>Of each replica.</summary>
    public required ServiceLimits Limits { get; init; }

    /// <summary>How volleys are sent in both arms; without a fault, stubs or limits of its own.</summary>
    public required Condition Condition { get; init; }

    public required VolleySize Size { get; init; }

    /// <summary>2 or more.</summary>
    public int PerArm { get; init; } = UsualVolleys;

    /// <summary>The arm without limits.</summary>
    public Condition Free => Condition with { Name = $"{Condition.Name}, no limit" };

    /// <summary>The same volleys within the limits.</summary>
    public Condition Limited => Condition with
    {
        Name = $"{Condition.Name}, {Limits}",
        Limits = Services.ToDictionary(service => service, _ => Limits),
    };

    /// <summary>Small enough for a quarter of a minute, as one phase among others.</summary>
    /// <param name="scenario">Names the services and the workload.</param>
    /// <param name="variant">Whose race it is.</param>
    /// <param name="most">Volleys of an arm, at most.</param>
    public static ContainmentPlan Brief(Scenario scenario, Variant variant, int most) => new()
    {
        Variant = variant,
        Services = Choose(scenario, []),
        Limits = new ServiceLimits("250m", null),
        Condition = Hunt.Unaligned(scenario),
        Size = new VolleySize(scenario.Workload.Requests, scenario.Workload.Within * Wider),
        PerArm = Math.Clamp(most, 2, 4),
    };

    /// <summary>The services by name; without names those with replicas, which race each other, else all of ours that are no stubs.</summary>
    /// <exception cref="LabException">There is none of a name, or it is no service of ours.</exception>
    public static IReadOnlyList<string> Choose(Scenario scenario, IReadOnlyList<string> names)
    {
        string[] possible = [.. scenario.Services.Where(service => service.Kind == ServiceKind.Http).Select(service => service.Name)];
        if (names.FirstOrDefault(name => !possible.Contains(name)) is { } wrong)
        {
            throw new LabException($"'{wrong}' in scenario '{scenario.Name}' is no service that can be limited. {Suggest.Among(wrong, possible)}");
        }

        var stubs = Downstreams.Possible(scenario);
        string[] replicated = [.. scenario.Services.Where(service => possible.Contains(service.Name) && service.Replicas > 1).Select(service => service.Name)];
        string[] own = [.. possible.Except(stubs)];
        return names.Count > 0 ? [.. names.Distinct()]
            : replicated.Length > 0 ? replicated
            : own.Length > 0 ? own
            : throw new LabException($"Scenario '{scenario.Name}' has no service of kind http that could be limited.");
    }
}
