using Lab.Chaos.Histories;
using Lab.Chaos.Statistics;

namespace Lab.Chaos.Debugging.Separation;

/// <summary>
/// How well one gap tells failing volleys from passing ones. The gap of a volley is the shortest time from a moment of one operation to a
/// moment of another:
/// <code>
/// update   sent ── touches the key ────────────── answered
/// request               |gap| touches the key
/// </code>
/// </summary>
internal sealed record GapSeparation
{
    /// <summary>Where the gap begins, for example <c>update has touched the key</c>.</summary>
    public required string From { get; init; }

    /// <summary>Where it ends.</summary>
    public required string To { get; init; }

    /// <summary>Median of the failing volleys, ms.</summary>
    public required double FailingMs { get; init; }

    /// <summary>Median of the passing volleys, ms.</summary>
    public required double PassingMs { get; init; }

    /// <summary>Chance that a failing volley has a shorter gap than a passing one, ties half; 0.5 says nothing, 1 tells them apart.</summary>
    public required double Auc { get; init; }

    /// <summary>Mann-Whitney test, two-sided by the normal approximation, times the number of gaps that were tried (Bonferroni), at most 1.</summary>
    public required double P { get; init; }

    /// <summary>The cut that parts them best, ms: failing and passing volleys at or below it, and above.</summary>
    public required double CutMs { get; init; }

    public required int FailingBelow { get; init; }

    public required int PassingBelow { get; init; }

    public required int FailingAbove { get; init; }

    public required int PassingAbove { get; init; }

    /// <summary>Tries every pair of moments, best first.</summary>
    /// <param name="failing">Violated volleys.</param>
    /// <param name="passing">Volleys that hold.</param>
    /// <param name="most">How many to give.</param>
    public static IReadOnlyList<GapSeparation> Best(IReadOnlyList<VolleyHistory> failing, IReadOnlyList<VolleyHistory> passing, int most)
    {
        StepMark[] marks =
        [
            .. from kind in failing.Concat(passing).SelectMany(volley => volley.UnderCondition).Select(operation => operation.Step ?? "request").Distinct()
               from what in StepMark.Kinds
               select new StepMark(kind, what),
        ];
        var tried = (from first in marks from second in marks select Of(first, second, failing, passing)).OfType<GapSeparation>().ToList();
        return
        [
            .. tried.Select(separation => separation with { P = Math.Min(1, separation.P * tried.Count) })
                .OrderByDescending(separation => separation.Auc).ThenBy(separation => separation.FailingMs).Take(most),
        ];
    }

    private static GapSeparation? Of(StepMark first, StepMark second, IReadOnlyList<VolleyHistory> failing, IReadOnlyList<VolleyHistory> passing)
    {
        double[] fail = [.. failing.Select(volley => Gaps.Shortest(volley, first, second)).OfType<double>().Order()];
        double[] pass = [.. passing.Select(volley => Gaps.Shortest(volley, first, second)).OfType<double>().Order()];
        if (fail.Length < 2 || pass.Length < 2)
        {
            return null;
        }

        var (auc, p) = MannWhitney.Of(fail, pass);
        var cut = fail.MaxBy(value => (Share(fail, value) - Share(pass, value), -value));
        var (failBelow, passBelow) = (fail.Count(value => value <= cut), pass.Count(value => value <= cut));
        return new GapSeparation
        {
            From = first.ToString(),
            To = second.ToString(),
            FailingMs = Quantiles.OfSorted(fail, 0.5),
            PassingMs = Quantiles.OfSorted(pass, 0.5),
            Auc = auc,
            P = p,
            CutMs = cut,
            FailingBelow = failBelow,
            PassingBelow = passBelow,
            FailingAbove = fail.Length - failBelow,
            PassingAbove = pass.Length - passBelow,
        };
    }

    private static double Share(double[] values, double cut) => (double)values.Count(value => value <= cut) / values.Length;
}
