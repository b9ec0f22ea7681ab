using Lab.Chaos.Histories;
using Lab.Chaos.Statistics;

namespace Lab.Chaos.Debugging.Separation;

/// <summary>
/// How well one gap tells failing volleys from passing ones. The gap of a volley is the shortest time from a moment of one operation to a
/// moment of another:
/// <code>
/// update   SET product ──── POST /changes ──── DEL listing, price
/// request              |gap| GET price
/// </code>
/// </summary>
internal sealed record GapSeparation
{
    /// <summary>Where the gap begins, for example <c>update: SET product ended</c>.</summary>
    public required string From { get; init; }

    /// <summary>Where it ends, for example <c>request: GET price began</c>.</summary>
    public required string To { get; init; }

    /// <summary>Median of the failing volleys, ms; null when most of them have no such gap.</summary>
    public required double? FailingMs { get; init; }

    /// <summary>Median of the passing volleys, ms; null when most of them have no such gap.</summary>
    public required double? PassingMs { get; init; }

    /// <summary>Chance that a failing volley has a shorter gap than a passing one, ties half; 0.5 says nothing, 1 tells them apart.</summary>
    public required double Auc { get; init; }

    /// <summary>
    /// Mann-Whitney test, two-sided by the normal approximation, times the number of gaps and orders that were tried (Bonferroni), at most 1.
    /// </summary>
    public required double P { get; init; }

    /// <summary>The cut that parts them best, ms: failing and passing volleys at or below it, and above.</summary>
    public required double CutMs { get; init; }

    public required int FailingBelow { get; init; }

    public required int PassingBelow { get; init; }

    public required int FailingAbove { get; init; }

    public required int PassingAbove { get; init; }

    /// <summary>Every pair of moments that the history has of operations; P is not yet corrected.</summary>
    /// <param name="failing">Violated volleys.</param>
    /// <param name="passing">Volleys that hold.</param>
    public static IReadOnlyList<GapSeparation> Of(IReadOnlyList<VolleyHistory> failing, IReadOnlyList<VolleyHistory> passing)
    {
        StepMark[] marks =
        [
            .. from kind in failing.Concat(passing).SelectMany(volley => volley.UnderCondition).Select(operation => operation.Step ?? StepMark.UsualKind).Distinct()
               from what in StepMark.Kinds
               select new StepMark(kind, what),
        ];
        var moments = marks.ToDictionary(mark => mark, mark => Both(failing, passing, volley => Gaps.Moments(volley, mark)));
        return [.. (from first in marks from second in marks select Of($"{first}", $"{second}", moments[first], moments[second])).OfType<GapSeparation>()];
    }

    /// <summary>
    /// From the end of a step of one operation to the beginning of one of another, where one of them changes what others are about, or one is a call or the work
    /// of a service beside such a step; P is not yet corrected.
    /// </summary>
    public static IReadOnlyList<GapSeparation> Of(StepBook book, IReadOnlyList<VolleySteps> failing, IReadOnlyList<VolleySteps> passing)
    {
        StepName[] names = [.. book.Contended, .. book.Others];
        var ended = names.ToDictionary(name => name, name => Both(failing, passing, volley => Gaps.Moments(volley, name, isEnd: true)));
        var began = names.ToDictionary(name => name, name => Both(failing, passing, volley => Gaps.Moments(volley, name, isEnd: false)));
        return
        [
            .. Pairs(book).Take(Most)
                .Select(pair => Of($"{pair.From} ended", $"{pair.To} began", ended[pair.From], began[pair.To])).OfType<GapSeparation>(),
        ];
    }

    // So many are left of what has a great many steps; those on cells come first.
    private const int Most = 500;

    private static IEnumerable<(StepName From, StepName To)> Pairs(StepBook book) =>
    [
        .. from step in book.Contended from other in book.Contended where book.Changes(step) || book.Changes(other) select (step, other),
        .. from step in book.Contended from other in book.Others select (step, other),
        .. from step in book.Others from other in book.Contended select (step, other),
    ];

    private static (IReadOnlyList<(long At, int Operation)>[] Failing, IReadOnlyList<(long At, int Operation)>[] Passing) Both<T>(
        IReadOnlyList<T> failing, IReadOnlyList<T> passing, Func<T, IReadOnlyList<(long At, int Operation)>> moments) =>
        ([.. failing.Select(moments)], [.. passing.Select(moments)]);

    private static GapSeparation? Of(
        string from,
        string to,
        (IReadOnlyList<(long At, int Operation)>[] Failing, IReadOnlyList<(long At, int Operation)>[] Passing) begins,
        (IReadOnlyList<(long At, int Operation)>[] Failing, IReadOnlyList<(long At, int Operation)>[] Passing) ends)
    {
        // A volley without such a gap is one in which it is longer than any.
        double[] fail = [.. begins.Failing.Zip(ends.Failing, Gaps.Shortest).Order()];
        double[] pass = [.. begins.Passing.Zip(ends.Passing, Gaps.Shortest).Order()];
        if (fail.Concat(pass).Count(double.IsFinite) < 2)
        {
            return null;
        }

        var (auc, p) = MannWhitney.Of(fail, pass);
        var cut = fail.Concat(pass).Where(double.IsFinite).MaxBy(value => (Share(fail, value) - Share(pass, value), -value));
        var (failBelow, passBelow) = (fail.Count(value => value <= cut), pass.Count(value => value <= cut));
        return new GapSeparation
        {
            From = from,
            To = to,
            FailingMs = Median(fail),
            PassingMs = Median(pass),
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

    private static double? Median(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2 is var median && double.IsFinite(median) ? median : null;
}
