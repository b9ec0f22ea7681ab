using Lab.Chaos.Isolate;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Debugging;

/// <summary>What is debugged, and how much may be spent on it.</summary>
internal sealed record DebugPlan
{
    /// <summary>Volleys that evidence is collected from, when the user names no number.</summary>
    public const int UsualVolleys = 100;

    /// <summary>Clean volleys that a fix has to show, when the user names no number.</summary>
    public const int UsualTrials = 1_000;

    /// <summary>A wrong fix is given up on after so many clean volleys: it was not caught.</summary>
    public const int MostOfWrong = 300;

    /// <summary>Volleys of the suspect under the condition of the fixes, where they are put to so many themselves: its rate there, and what the fixes cost against it.</summary>
    public const int OfSuspect = 300;

    /// <summary>Where the fixes are put to fewer.</summary>
    public const int LeastOfSuspect = 50;

    /// <summary>Volleys of each arm that tests the hypothesis.</summary>
    public const int PerArm = 40;

    public required Variant Suspect { get; init; }

    /// <summary>What should hold, in file order.</summary>
    public required IReadOnlyList<Variant> Fixes { get; init; }

    /// <summary>What looks right and is not.</summary>
    public required IReadOnlyList<Variant> WrongFixes { get; init; }

    /// <summary>Where some volleys fail and some pass, so that they can be told apart.</summary>
    public required Condition Spread { get; init; }

    /// <summary>Where the suspect fails most, so that a fix has most to show.</summary>
    public required Condition Aligned { get; init; }

    /// <summary>The stub whose latency is the window's; null where there is none, and then no hypothesis can be tested.</summary>
    public string? Downstream { get; init; }

    /// <summary>The latency to which the window is widened.</summary>
    public TimeSpan Widened { get; init; } = TimeSpan.FromMilliseconds(50);

    public int Volleys { get; init; } = UsualVolleys;

    public int Trials { get; init; } = UsualTrials;

    /// <param name="scenario">Names variants and conditions.</param>
    /// <param name="suspect">Null for the first of that role.</param>
    /// <param name="fixes">Null or empty for all of that role.</param>
    /// <param name="downstream">Null for the only one that may be a stub.</param>
    /// <exception cref="Lab.Contracts.LabException">The scenario has none of a name, or no condition of a kind that is needed.</exception>
    public static DebugPlan Of(Scenario scenario, string? suspect, IReadOnlyList<string> fixes, string? downstream) => new()
    {
        Suspect = Hunt.Choose(scenario, suspect, VariantRole.Suspect),
        Fixes = fixes.Count > 0
            ? [.. fixes.Select(name => Hunt.Choose(scenario, name, VariantRole.Fix))]
            : [.. scenario.Variants.Where(variant => variant.Role == VariantRole.Fix)],
        WrongFixes = fixes.Count > 0 ? [] : [.. scenario.Variants.Where(variant => variant.Role == VariantRole.WrongFix)],
        Spread = Hunt.Unaligned(scenario),
        Aligned = Hunt.Aligned(scenario),
        Downstream = downstream is null && Downstreams.Possible(scenario).Count != 1 ? null : Downstreams.Choose(scenario, downstream),
    };
}
