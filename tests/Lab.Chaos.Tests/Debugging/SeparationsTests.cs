using System.Globalization;
using Lab.Chaos.Collect;
using Lab.Chaos.Debugging.Separation;
using Lab.Chaos.Debugging.Separation.Orders;
using Lab.Chaos.Histories;
using Lab.Contracts.Histories;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Debugging;

/// <summary>What is different in volleys that fail, by the spans of their requests.</summary>
public sealed class SeparationsTests
{
    private const string ReadWithin = """
        update  catalog-1  [SET product:{k}]                                                 [DEL price:{k}]
        r       catalog-2                       [GET product:{k}]   [GET price:{k}]
        """;

    private const string ReadBefore = """
        update  catalog-1                                                    [SET product:{k}]         [DEL price:{k}]
        r       catalog-2  [GET product:{k}]   [GET price:{k}]
        """;

    private const string SameCount = """
        a  inventory-1  [GET stock:{k} = 1]                           [DECRBY stock:{k} 1 = 0]
        b  inventory-2          [GET stock:{k} = 1]                                 [DECRBY stock:{k} 1 = -1]
        """;

    private const string OtherCount = """
        a  inventory-1  [GET stock:{k} = 2]                           [DECRBY stock:{k} 1 = 1]
        b  inventory-2          [GET stock:{k} = 2]                                 [DECRBY stock:{k} 1 = 0]
        """;

    [Fact]
    public void An_order_that_is_in_every_failing_volley_and_in_no_passing_one_comes_first_with_its_counts()
    {
        var separated = Of(failing: ReadWithin, passing: ReadBefore);

        Assert.Equal(
            ("GET price of one request falls between SET product and DEL price of one update", 20, 20, 0, 20),
            separated.Orders.Select(order => (order.What, order.Failing, order.OfFailing, order.Passing, order.OfPassing)).First());
        Assert.True(separated.Orders[0].P < 1e-6);
        Assert.True(separated.FromSpans);
    }

    [Fact]
    public void Where_failing_and_passing_volleys_do_the_same_nothing_separates_and_p_is_1()
    {
        var separated = Of(failing: (n, _) => n % 2 == 0 ? ReadWithin : ReadBefore, passing: (n, _) => n % 2 == 0 ? ReadWithin : ReadBefore);

        Assert.Equal([1.0], separated.Orders.Select(order => order.P).Concat(separated.Gaps.Select(gap => gap.P)).Distinct());
        Assert.StartsWith("None of them tells failing volleys from passing ones", SeparationText.Of(separated).Last(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_gap_reads_from_the_end_of_a_step_to_the_beginning_of_one_of_another_operation()
    {
        var (failing, passing) = (StepsOf(ReadWithin), StepsOf(ReadBefore));

        var gap = GapSeparation.Of(new StepBook([.. failing, .. passing]), failing, passing)
            .Single(gap => gap is { From: "update: SET product ended", To: "request: GET product began" });

        Assert.Equal((1.0, 4.0, null), (gap.Auc, gap.FailingMs, gap.PassingMs));
    }

    [Fact]
    public void What_was_read_tells_two_that_took_the_last_one_from_two_that_did_not() =>
        Assert.Equal(
            "more than n requests read the same count n by GET stock, and all of those then do DECRBY stock",
            Of(failing: SameCount, passing: OtherCount).Orders[0].What);

    [Fact]
    public void Two_that_read_the_same_crossed_though_their_spans_overlap()
    {
        const string Overlapping = """
            a  inventory-1  [GET        stock:{k} = 1][DECRBY          stock:{k} 1 = 0]
            b  inventory-2          [GET               stock:{k} = 1][DECRBY   stock:{k} 1 = -1]
            """;
        var (read, change) = (new StepName("request", "GET stock", 1), new StepName("request", "DECRBY stock", 1));

        Assert.All(StepsOf(Overlapping), volley => Assert.True(new SameValue(read, change, "1").IsIn(volley)));
        Assert.All(StepsOf(Overlapping), volley => Assert.False(new SameValue(read, change, "2").IsIn(volley)));
        Assert.All(StepsOf(Overlapping), volley => Assert.False(new Crossed((read, change), (read, change)) { Wraps = false }.IsIn(volley)));
        Assert.All(StepsOf(SameCount), volley => Assert.True(new Crossed((read, change), (read, change)) { Wraps = false }.IsIn(volley)));
    }

    [Fact]
    public void A_value_that_came_back_after_a_change_was_not_read_at_once()
    {
        const string OneByOne = """
            a  inventory-1  [GET stock:{k} = 1][DECRBY stock:{k} 1 = 0]
            b  inventory-2                                               [GET stock:{k} = 1]     [DECRBY stock:{k} 1 = 0]
            """;

        Assert.All(StepsOf(OneByOne), volley => Assert.False(new SameValue(new StepName("request", "GET stock", 1), new StepName("request", "DECRBY stock", 1), null).IsIn(volley)));
    }

    [Fact]
    public void What_opens_the_window_is_told_with_its_time()
    {
        var window = Of(failing: ReadWithin, passing: ReadBefore).Orders[0].Window!;

        Assert.Equal(("update", "SET product", "DEL price"), (window.Kind, window.After, window.Before));
        Assert.Empty(window.Steps);
    }

    [Fact]
    public void What_is_the_same_in_all_volleys_or_in_nearly_none_is_not_counted_as_tried()
    {
        var all = Of(failing: ReadWithin, passing: ReadWithin);

        Assert.Empty(all.Orders);
    }

    [Fact]
    public void Every_p_is_corrected_for_all_that_was_tried()
    {
        var separated = Of(failing: (n, _) => n < 8 ? ReadWithin : ReadBefore, passing: (n, _) => n < 2 ? ReadWithin : ReadBefore);

        // 8 of 20 against 2 of 20: Fisher's exact test gives 0.0648 for that alone.
        Assert.Equal(Math.Min(1, 0.0648 * separated.Tried), separated.Orders[0].P, 2);
        Assert.True(separated.Tried > 1);
    }

    [Fact]
    public void Cells_of_one_operation_alone_are_not_compared()
    {
        var separated = Of(
            failing: (_, k) => ReadWithin.Replace("[GET price:{k}]", $"[SET session:{k}-r 1]", StringComparison.Ordinal),
            passing: ReadBefore);

        Assert.DoesNotContain(separated.Orders, order => order.What.Contains("session", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_spans_the_moments_of_the_history_are_compared_and_the_text_says_so()
    {
        var separated = Separations.Of(Volleys(20, 0, (_, _) => ReadWithin).Histories, Volleys(20, 20, (_, _) => ReadBefore).Histories, _ => []);

        Assert.False(separated.FromSpans);
        Assert.StartsWith("No spans of its requests were collected", SeparationText.Of(separated).First(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_volley_with_missing_spans_is_left_out_and_counted()
    {
        var (failing, trace) = Volleys(20, 0, (_, _) => ReadWithin);
        var (passing, other) = Volleys(20, 20, (_, _) => ReadBefore);

        var separated = Separations.Of(failing, passing, id => id == "0-r" ? [] : [.. trace(id), .. other(id)]);

        Assert.Equal((19, 20, 1), (separated.Failing, separated.Passing, separated.LeftOut));
    }

    [Fact]
    public void Where_all_fail_nothing_can_be_told_apart() =>
        Assert.Equal(
            ["Too few volleys pass to be told from those that fail. Spread them wider, or send fewer requests."],
            SeparationText.Of(Separations.Of(Volleys(20, 0, (_, _) => ReadWithin).Histories, [], _ => [])));

    private static Separations Of(string failing, string passing) => Of((_, _) => failing, (_, _) => passing);

    private static Separations Of(Func<int, string, string> failing, string passing) => Of(failing, (_, _) => passing);

    private static Separations Of(Func<int, string, string> failing, Func<int, string, string> passing)
    {
        var (fail, first) = Volleys(20, 0, failing);
        var (pass, second) = Volleys(20, 20, passing);
        return Separations.Of(fail, pass, id => [.. first(id), .. second(id)]);
    }

    private static IReadOnlyList<VolleySteps> StepsOf(string drawing)
    {
        var (histories, trace) = Volleys(20, 0, (_, _) => drawing);
        return [.. histories.Select(volley => VolleySteps.Of(volley, trace))];
    }

    // Each volley has a key of its own, and traces of its own.
    private static (IReadOnlyList<VolleyHistory> Histories, Func<string, IReadOnlyList<SpanRecord>> Trace) Volleys(int count, int from, Func<int, string, string> drawing)
    {
        List<VolleyHistory> histories = [];
        Dictionary<string, IReadOnlyList<SpanRecord>> traces = [];
        foreach (var n in Enumerable.Range(from, count))
        {
            var (operations, trace) = TraceDrawing.Of(drawing(n - from, $"{n}").Replace("{k}", n.ToString("000", CultureInfo.InvariantCulture), StringComparison.Ordinal));
            List<Operation> named = [];
            foreach (var operation in operations)
            {
                var id = $"{n}-{operation.Id}";
                traces[id] = trace(operation.TraceId!);
                named.Add(operation with { Id = id, TraceId = id, Step = operation.Id == "update" ? "update" : null });
            }

            var volley = new HistoryBuilder(number: n).Final().Build();
            histories.Add(volley with { Start = volley.Start with { Requests = named.Count }, Operations = named });
        }

        return (histories, id => traces.GetValueOrDefault(id) ?? []);
    }
}
