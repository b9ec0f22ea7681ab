using Lab.Chaos.Isolate;
using Lab.Chaos.Statistics;

namespace Lab.Chaos.Tests.Isolate;

public sealed class IsolationResultTests
{
    [Fact]
    public void The_best_latency_yields_most_violations_a_second_and_longer_ones_only_cost_more() =>
        Assert.Equal(22, Isolation.Best([Rung(null, 1, 5, 0.5), Rung(2, 2, 5, 0.5), Rung(22, 5, 5, 0.52), Rung(500, 5, 5, 2.5)])!.LatencyMs);

    [Fact]
    public void Of_latencies_that_are_as_good_the_longest_is_the_surest() =>
        Assert.Equal(46, Isolation.Best([Rung(4.6, 5, 5, 0.50), Rung(10, 5, 5, 0.495), Rung(46, 5, 5, 0.505)])!.LatencyMs);

    [Fact]
    public void Without_a_violation_there_is_none() => Assert.Null(Isolation.Best([Rung(null, 0, 5, 0.5), Rung(22, 0, 5, 0.5)]));

    [Fact]
    public void Violations_per_second_never_rest_on_few_volleys_as_if_they_were_certain() =>
        Assert.Equal((3 + 0.5) / (3 + 1) / 0.5, Rung(22, 3, 3, 0.5).PerSecond, 9);

    [Fact]
    public void A_higher_rate_with_fresh_volleys_is_amplification_and_falls_when_the_window_is_closed()
    {
        var confirmation = Confirmation.Of(Rung(null, 4, 20, 0.5), Rung(22, 20, 20, 0.5), Rung(0, 3, 20, 0.5));

        Assert.True(confirmation is { IsAmplified: true, FallsWhenClosed: true, P: < 0.01, ClosedP: < 0.01 });
        Assert.Equal(5, confirmation.Factor!.Ratio, 9);
    }

    [Fact]
    public void The_same_rate_is_none()
    {
        var confirmation = Confirmation.Of(Rung(null, 4, 20, 0.5), Rung(22, 5, 20, 0.5), Rung(0, 3, 20, 0.5));

        Assert.True(confirmation is { IsAmplified: false, FallsWhenClosed: false });
    }

    [Fact]
    public void Volleys_that_do_not_count_are_compared_with_nothing() => Assert.True(
        Confirmation.Of(Rung(null, 0, 0, 0), Rung(22, 5, 5, 1), Rung(0, 0, 5, 1)) is { Factor: null, P: null, IsAmplified: false });

    [Fact]
    public void No_amplification_is_told_with_its_bound_and_never_as_none_at_all() => Assert.Contains(
        "No amplification was found: none of 40 volleys at 1 ms to 63 ms was violated, so the rate is at most 8.8 % (95 %).",
        IsolationText.Sentences(Result([Rung(null, 0, 20, 0.5), Rung(1, 0, 20, 0.5), Rung(63, 0, 20, 4)], null)));

    [Fact]
    public void What_was_not_measured_is_said() => Assert.Contains(
        "Not measured: 180 ms and above, since volleys had become too long.",
        IsolationText.Sentences(Result([Rung(null, 0, 20, 0.5), Rung(63, 0, 20, 4)], null) with { LeftOutMs = [180, 500] }));

    [Fact]
    public void Amplification_is_told_with_counts_factor_interval_and_p_value_and_why_it_is_causal()
    {
        var ladder = new[] { Rung(null, 1, 5, 0.5), Rung(22, 5, 5, 0.5) };
        var result = Result(ladder, Confirmation.Of(Rung(null, 4, 20, 0.5), Rung(22, 20, 20, 0.5), Rung(0, 3, 20, 0.5)));

        Assert.Equal(
            [
                "Around the moment of selling out, 3 of 5 sales overlapped the next buyer's look at the stock; the others missed it by 1.5 ms (median), a latency worth trying.",
                "That call is delayed.",
                "22 ms yields most for its cost: 1.83 violated volleys a second, against 0.5 as it is. With fresh volleys:",
                "Amplification: 20 of 20 at 22 ms against 4 of 20 as it is: factor 5 (95 %: 2.08 to 12), Fisher's exact test on volleys p = 0.00000015.",
                "Window closed (no delay): 3 of 20; the rate falls again, p = 0.000000026.",
                "This is a causal experiment: the latency of payments was set by the lab and nothing else was changed, in volleys of drawn order on one running system, "
                    + "so that whatever else drifted hit all arms alike.",
            ],
            IsolationText.Sentences(result));
    }

    [Fact]
    public void Where_the_stub_as_it_is_violates_too_much_the_mend_is_to_spread_wider() => Assert.Contains(
        "As it is 80 % of volleys are violated already, which leaves little to amplify. Spread them wider: --within 1s.",
        IsolationText.Sentences(Result(
            [Rung(null, 4, 5, 0.5), Rung(22, 5, 5, 0.5)], Confirmation.Of(Rung(null, 8, 10, 0.5), Rung(22, 10, 10, 0.5), Rung(0, 7, 10, 0.5)))));

    [Fact]
    public void A_rate_is_drawn_with_its_interval()
    {
        Assert.Equal("●────────────┤···························", RateChart.Line(0, new Interval(0, 0.336)));
        Assert.Equal("····├────────●────────────┤··············", RateChart.Line(0.333, new Interval(0.099, 0.651)));
    }

    private static IsolationResult Result(IReadOnlyList<Rung> ladder, Confirmation? confirmation) => new()
    {
        Scenario = "ticketing",
        Variant = "naive",
        Downstream = "payments",
        Seed = 42,
        Requests = 200,
        Within = TimeSpan.FromMilliseconds(500),
        NearMisses = new NearMisses { Overlapping = 3, Near = 2, GapMs = 1.5 },
        Step = "That call is delayed.",
        Delayed = ["accept"],
        Ladder = ladder,
        LeftOutMs = [],
        Confirmation = confirmation,
        Slowed = Rung(null, ladder.Where(rung => rung.LatencyMs > 0).Sum(rung => rung.Violated), ladder.Where(rung => rung.LatencyMs > 0).Sum(rung => rung.Counted), 1),
    };

    private static Rung Rung(double? latency, int violated, int counted, double seconds) => new()
    {
        Name = $"payments {latency}",
        LatencyMs = latency,
        Violated = violated,
        Counted = counted,
        TotalSeconds = seconds * counted,
    };
}
