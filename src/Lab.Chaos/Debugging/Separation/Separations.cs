using System.Text.Json.Serialization;
using Lab.Chaos.Collect;
using Lab.Chaos.Debugging.Separation.Orders;
using Lab.Chaos.Histories;

namespace Lab.Chaos.Debugging.Separation;

/// <summary>
/// Stage 2: what is different in volleys that fail.
/// <code>
/// traces -> steps of each operation -> orders of steps: there or not   -> Fisher's exact test ─┐
///                                   -> gaps between steps: how long    -> Mann-Whitney ────────┴-> times the number tried -> the best few
/// no traces -> four moments of each operation -> gaps
/// </code>
/// </summary>
internal sealed record Separations
{
    /// <summary>Corrected p-values above it are chance.</summary>
    public const double Significant = 0.05;

    // A volley of which more is missing is not compared: a step that is not seen is not a step that was not taken.
    private const double Enough = 0.98;

    private const int Best = 3;

    /// <summary>Orders of steps, best first.</summary>
    public IReadOnlyList<OrderSeparation> Orders { get; init; } = [];

    /// <summary>Gaps that are shorter where it fails, best first.</summary>
    public IReadOnlyList<GapSeparation> Gaps { get; init; } = [];

    /// <summary>How many orders and gaps were compared, which every p-value is corrected for.</summary>
    public int Tried { get; init; }

    /// <summary>Volleys that failed and were compared.</summary>
    public int Failing { get; init; }

    /// <summary>Volleys that passed and were compared.</summary>
    public int Passing { get; init; }

    /// <summary>Volleys that were left out because some of their spans are missing.</summary>
    public int LeftOut { get; init; }

    /// <summary>The steps come from spans; otherwise the moments come from the history.</summary>
    public bool FromSpans { get; init; }

    /// <summary>There were too few on one side to compare anything.</summary>
    [JsonIgnore]
    public bool AreNone => Failing < 2 || Passing < 2;

    /// <param name="failing">Violated volleys.</param>
    /// <param name="passing">Volleys that hold.</param>
    /// <param name="trace">The spans of a trace; none when nothing was collected of it.</param>
    public static Separations Of(IReadOnlyList<VolleyHistory> failing, IReadOnlyList<VolleyHistory> passing, Func<string, IReadOnlyList<SpanRecord>> trace)
    {
        var (fail, pass) = (Steps(failing, trace), Steps(passing, trace));
        var isSeen = fail.Count + pass.Count > (failing.Count + passing.Count) / 2;
        if (!isSeen || fail.Count < 2 || pass.Count < 2)
        {
            return failing.Count < 2 || passing.Count < 2
                ? new Separations { Failing = failing.Count, Passing = passing.Count }
                : Ranked([], GapSeparation.Of(failing, passing)) with { Failing = failing.Count, Passing = passing.Count };
        }

        List<VolleySteps> all = [.. fail, .. pass];
        var book = new StepBook(all);
        var orders = OrderSeparation.Of(StepOrders.Of(book, all), fail, pass);
        var ranked = Ranked(orders, GapSeparation.Of(book, fail, pass));
        return ranked with
        {
            Orders = [.. ranked.Orders.Select(order => order with { Window = WindowTime.Of(order.Order?.Window, all) })],
            Failing = fail.Count,
            Passing = pass.Count,
            LeftOut = failing.Count + passing.Count - all.Count,
            FromSpans = true,
        };
    }

    private static Separations Ranked(IReadOnlyList<OrderSeparation> orders, IReadOnlyList<GapSeparation> gaps)
    {
        var tried = orders.Count + gaps.Count;
        return new Separations
        {
            Orders = [.. orders.OrderBy(order => order.P).Take(Best).Select(order => order with { P = Math.Min(1, order.P * tried) })],
            Gaps = [.. gaps.Where(gap => gap.Auc > 0.5).OrderBy(gap => gap.P).Take(Best).Select(gap => gap with { P = Math.Min(1, gap.P * tried) })],
            Tried = tried,
        };
    }

    private static List<VolleySteps> Steps(IReadOnlyList<VolleyHistory> volleys, Func<string, IReadOnlyList<SpanRecord>> trace) =>
        [.. volleys.Select(volley => VolleySteps.Of(volley, trace)).Where(steps => steps.Seen >= Enough)];
}
