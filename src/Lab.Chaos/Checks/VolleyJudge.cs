using Lab.Chaos.Break.Litmus;
using Lab.Chaos.Checks.Linearizability;
using Lab.Chaos.Histories;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Checks;

/// <summary>
/// Judges one volley from what was written down, and from nothing else.
/// <code>history of a volley -> [grounds] -> [invariant]* -> worst finding wins</code>
/// </summary>
internal static class VolleyJudge
{
    /// <summary>Judges a volley under a condition without faults.</summary>
    public static VolleyJudgement Judge(VolleyHistory volley, IReadOnlyList<Invariant> invariants) =>
        Judge(volley, invariants, expected: null);

    /// <summary>Judges a volley; where a fault was planned, one that never struck leaves it Unknown.</summary>
    public static VolleyJudgement Judge(
        VolleyHistory volley, IReadOnlyList<Invariant> invariants, ChaosEngine? expected)
    {
        IReadOnlyList<Finding> findings = Grounds.ToJudge(volley) is { } lacking
            ? [lacking]
            : [.. Grounds.ToHold(volley, expected), .. invariants.Select(invariant => Find(volley, invariant))];

        // Grounds alone prove nothing: a volley without invariants is Unknown by having no findings.
        return new VolleyJudgement
        {
            Volley = volley.Start,
            Findings = findings,
            Verdict = Verdicts.Worst(findings.Select(finding => finding.Verdict)),
        };
    }

    private static Finding Find(VolleyHistory volley, Invariant invariant)
    {
        try
        {
            if (invariant.Otherwise is Verdict.Holds)
            {
                throw new ArgumentException("'otherwise' is Holds, but what is untrue cannot hold. Use Violated or Unknown.");
            }

            return invariant.Holds is { } comparison
                ? StateCheck.Find(volley.Start, volley.Final!, invariant, comparison)
                : FindBuiltIn(volley, invariant);
        }
        catch (Exception failure)
        {
            // The edge of a check: one that fails has seen nothing, and must not take the others with it.
            return Finding.Without(invariant.Name, Verdict.Unknown,
                $"{volley.Start.Key}: the check failed itself: {failure.Message}");
        }
    }

    private static Finding FindBuiltIn(VolleyHistory volley, Invariant invariant)
    {
        if (invariant.Model is { } model)
        {
            return LinearizableCheck.Find(volley, invariant, model);
        }

        var check = BuiltInChecks.All.FirstOrDefault(check => check.Name == invariant.Check)
            ?? throw new ArgumentException(
                $"Unknown check '{invariant.Check}'. Known: {string.Join(", ", BuiltInChecks.All.Select(c => c.Name))}.");
        var found = check.Find(volley);
        return found with
        {
            Check = invariant.Name,
            Verdict = found.Verdict is Verdict.Violated ? invariant.Otherwise : found.Verdict,
        };
    }
}
