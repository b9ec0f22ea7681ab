using Lab.Chaos.Checks;
using Lab.Chaos.Statistics;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Checks;

public sealed class ArmSummaryTests
{
    [Fact]
    public void One_violated_volley_violates_the_arm() =>
        Assert.Equal(Verdict.Violated, Judged.Arm("naive", "volley", 1, 1, 0, 2).Verdict);

    [Fact]
    public void One_unknown_volley_leaves_the_arm_unknown() =>
        Assert.Equal(Verdict.Unknown, Judged.Arm("naive", "volley", 1, 1, 0).Verdict);

    [Fact]
    public void Only_an_arm_whose_every_volley_holds_holds() =>
        Assert.Equal(Verdict.Holds, Judged.Arm("naive", "volley", 1, 1, 1).Verdict);

    [Fact]
    public void An_arm_without_volleys_is_unknown_and_says_so()
    {
        var arm = Judged.Arm("naive", "volley");

        Assert.Equal(Verdict.Unknown, arm.Verdict);
        Assert.Equal("no volley counts", arm.ViolatedText);
        Assert.Equal("no volley counts, so no unit was counted", arm.UnitsText);
        Assert.Null(arm.Latency);
    }

    [Fact]
    public void Unknown_volleys_are_in_no_rate()
    {
        var arm = Judged.Arm("naive", "volley", [.. Enumerable.Repeat(2, 5), .. Enumerable.Repeat(1, 5), 0, 0, 0]);

        Assert.Equal((13, 10, 5, 3), (arm.Volleys, arm.Counted, arm.Violated, arm.Unknown));
        Assert.Equal(ClopperPearson.Interval(5, 10), arm.ViolatedShare);
        Assert.Equal("5 of 10 volleys, 50 % (95 %: 18.7 to 81.3 %); 3 more unknown", arm.ViolatedText);
    }

    [Fact]
    public void A_clean_arm_states_its_upper_bound_and_never_plain_zero_percent() =>
        Assert.Equal(
            "0 of 300 volleys, at most 1.2 % (95 %)",
            Judged.Arm("redlock", "volley", Enumerable.Repeat(1, 300)).ViolatedText);

    [Fact]
    public void A_clean_arm_says_how_many_more_volleys_would_exclude_the_suspects_rate()
    {
        var arm = Judged.Arm("redlock", "volley", Enumerable.Repeat(1, 30));

        Assert.Equal(
            "44 more clean volleys would exclude a rate of 4 % of volleys; 74 are needed.", arm.Excludes(0.04));
        Assert.Equal(
            "30 clean volleys exclude a rate of 40 % of volleys; 6 were needed.", arm.Excludes(0.4));
    }

    [Fact]
    public void A_violated_arm_excludes_nothing() =>
        Assert.Null(Judged.Arm("naive", "volley", 1, 2).Excludes(0.04));

    [Fact]
    public void Units_oversold_are_counted_per_volley_and_per_request()
    {
        // Sold 1, 2 and 4 of 1, with two requests each.
        var arm = Judged.Arm("naive", "volley", 1, 2, 4);

        Assert.Equal([0, 1, 3], arm.Units.PerVolley);
        Assert.Equal((4, 4.0 / 3, 4.0 / 6), (arm.Units.Total, arm.Units.Mean, arm.Units.PerRequest));
        Assert.StartsWith(
            "4 units oversold in 3 volleys, 1.33 per volley, 66.7 % per request (95 %: ",
            arm.UnitsText, StringComparison.Ordinal);
    }

    [Fact]
    public void An_undersold_volley_is_not_mistaken_for_an_oversold_one()
    {
        // Unknown because sold = capacity is off by one, which must not count as a unit.
        var arm = Judged.Arm("naive", "volley", 0, 1);

        Assert.Equal("no unit oversold in 1 volleys", arm.UnitsText);
    }

    [Fact]
    public void Units_that_were_merely_not_sold_do_not_count_in_a_volley_violated_otherwise()
    {
        var volley = new HistoryBuilder().Timeline("""
            a |--fail--|
            b   |--fail--|
            """).Final(("sold", 0), ("capacity", 5), ("stock", -1)).Build();
        var judgement = VolleyJudge.Judge(
            volley,
            [Some.Invariant("stock >= 0"), Some.Invariant("sold >= capacity") with { Otherwise = Verdict.Unknown }]);

        Assert.Equal(1, ArmSummary.Of("naive", "volley", [judgement], [volley], new(1)).Units.Total);
    }

    [Fact]
    public void A_cache_that_disagrees_is_violated_but_oversold_nothing()
    {
        var volley = new HistoryBuilder().Timeline("""
            a |--ok--|
            b   |--fail--|
            """).Final(("cached", 9), ("stock", 0)).Build();

        var arm = ArmSummary.Of(
            "naive", "volley", [VolleyJudge.Judge(volley, [Some.Invariant("cached = stock")])], [volley], new(1));

        Assert.Equal((Verdict.Violated, 0.0), (arm.Verdict, arm.Units.Total));
    }

    [Fact]
    public void Two_limits_passed_by_the_same_units_count_them_once()
    {
        var volley = new HistoryBuilder().Timeline("""
            a |--ok--|
            b   |--ok--|
            """).Final(("sold", 2), ("capacity", 1), ("stock", -1)).Build();
        var judgement = VolleyJudge.Judge(volley, [Some.Invariant("sold <= capacity"), Some.Invariant("stock >= 0")]);

        Assert.Equal(1, ArmSummary.Of("naive", "volley", [judgement], [volley], new(1)).Units.Total);
    }

    [Fact]
    public void Volleys_of_other_arms_are_left_out()
    {
        var naive = Judged.Selling("naive", "volley", [2, 2]);
        var redlock = Judged.Selling("redlock", "volley", [1, 1, 1], from: 2);
        var alone = Judged.Selling("redlock", "sequential", [2], from: 5);

        var arm = Judged.Summary("redlock", "volley", [.. naive, .. redlock, .. alone]);

        Assert.Equal((Verdict.Holds, 3), (arm.Verdict, arm.Volleys));
    }

    [Fact]
    public void Latency_counts_from_the_scheduled_time_so_that_a_stall_cannot_hide()
    {
        var volley = new HistoryBuilder().Timeline("""
            a |---ok----|
            b   |--fail--|
            """).Final(("sold", 1), ("capacity", 1)).Build();
        var stalled = volley with
        {
            Operations = [.. volley.Operations.Select(operation => operation with { Sent = operation.Returned - 1 })],
        };

        // 10 ms and 9 ms in the drawing.
        Assert.Equal(TimeSpan.FromMilliseconds(9.5), Judged.Summary("naive", "volley", volley).Latency!.P50);
        Assert.Equal(TimeSpan.FromMilliseconds(9.5), Judged.Summary("naive", "volley", stalled).Latency!.P50);
    }

    [Fact]
    public void Requests_that_sell_the_rest_after_recovery_count_neither_as_outcome_nor_as_latency()
    {
        var volley = new HistoryBuilder().Timeline("""
            a |--info-->
            b   |--fail--|
            c               |-------------------ok----------------|
            """).Requests(2).Final(("sold", 1), ("capacity", 1)).Build();

        var arm = Judged.Summary("naive", "volley", volley);

        Assert.Equal(new OutcomeCounts(Ok: 0, Fail: 1, Info: 1), arm.Outcomes);
        Assert.True(arm.Latency!.P99 <= TimeSpan.FromMilliseconds(9));
    }
}
