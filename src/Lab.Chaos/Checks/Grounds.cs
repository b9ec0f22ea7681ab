using Lab.Chaos.Break.Litmus;
using Lab.Chaos.Histories;

namespace Lab.Chaos.Checks;

/// <summary>
/// What a volley needs to prove anything at all. Whatever is missing makes it Unknown, so that a service that refuses everyone, or a
/// fault that never struck, does not pass for health. None of it excuses a violation that was seen.
/// </summary>
internal static class Grounds
{
    /// <summary>Name under which these findings appear, next to the names of invariants.</summary>
    public const string Check = "grounds";

    /// <summary>Events that end a fault, and are no sign that there was one.</summary>
    private static readonly string[] Healing = ["resume", "heal", "restarted", "recovered"];

    /// <summary>Why the volley cannot be judged at all, or null.</summary>
    public static Finding? ToJudge(VolleyHistory volley) => volley switch
    {
        { Operations: [] } => Lacking(volley, "no operation was recorded"),
        { Final: null } => Lacking(volley, "the run ended before the final reads"),
        _ => null,
    };

    /// <summary>Why it proves nothing even if every invariant is true.</summary>
    public static IEnumerable<Finding> ToHold(VolleyHistory volley, ChaosEngine? expected)
    {
        var (start, operations) = (volley.Start, volley.Operations.Count);
        if (operations < start.Requests)
        {
            yield return Lacking(volley, $"only {operations} of {start.Requests} operations were recorded");
        }

        if (operations <= start.Stock)
        {
            yield return Lacking(volley, $"{operations} operations for {start.Stock} units leave nothing to contend for");
        }

        if (expected is { } fault && !volley.Faults.Any(seen => !Healing.Contains(seen.Action)))
        {
            yield return Lacking(volley, $"the fault '{fault.Name}' never struck");
        }
    }

    private static Finding Lacking(VolleyHistory volley, string what) =>
        Finding.Without(Check, Verdict.Unknown, $"{volley.Start.Key}: {what}.");
}
