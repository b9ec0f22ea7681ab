using Lab.Chaos.Checks;
using Lab.Chaos.Scenarios;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Checks;

public sealed class StateCheckTests
{
    [Fact]
    public void A_limit_that_is_just_met_holds()
    {
        var finding = Find("sold <= capacity", ("sold", 50), ("capacity", 50));

        Assert.Equal(Verdict.Holds, finding.Verdict);
        Assert.Equal("event-7 sold 50 of 50: sold <= capacity holds.", finding.Sentence);
        Assert.Equal(0, finding.Excess);
    }

    [Fact]
    public void A_limit_missed_by_one_is_violated()
    {
        var finding = Find("sold <= capacity", ("sold", 51), ("capacity", 50));

        Assert.Equal(Verdict.Violated, finding.Verdict);
        Assert.Equal("event-7 sold 51 of 50: sold <= capacity is off by 1.", finding.Sentence);
        Assert.Equal(1, finding.Excess);
    }

    [Theory]
    [InlineData("stock >= 0", "event-7 has stock -3: stock >= 0 is off by 3.", 3)]
    [InlineData("0 <= stock", "event-7 has stock -3: 0 <= stock is off by 3.", 3)]
    [InlineData("cached = stock", "event-7 has cached 2 and stock -3: cached = stock is off by 5.", 5)]
    [InlineData("cached == stock", "event-7 has cached 2 and stock -3: cached == stock is off by 5.", 5)]
    [InlineData("cached < 2", "event-7 has cached 2: cached < 2 is off by 1.", 1)]
    [InlineData("stock > -3", "event-7 has stock -3: stock > -3 is off by 1.", 1)]
    [InlineData("stock != -3", "event-7 has stock -3: stock != -3 is off by 1.", 1)]
    public void Each_operator_says_how_far_it_missed(string comparison, string sentence, double excess)
    {
        var finding = Find(comparison, ("stock", -3), ("cached", 2));

        Assert.Equal(Verdict.Violated, finding.Verdict);
        Assert.Equal(sentence, finding.Sentence);
        Assert.Equal(excess, finding.Excess);
    }

    [Theory]
    [InlineData("stock >= -3")]
    [InlineData("cached = 2")]
    [InlineData("cached < 3")]
    [InlineData("stock > -4")]
    [InlineData("stock != 2")]
    public void Each_operator_holds_one_step_away(string comparison) =>
        Assert.Equal(Verdict.Holds, Find(comparison, ("stock", -3), ("cached", 2)).Verdict);

    [Theory]
    [InlineData(null)]
    [InlineData(double.NaN)]
    public void What_was_not_seen_is_unknown_never_zero(double? cached)
    {
        var finding = Find("cached = stock", ("stock", 0), ("cached", cached));

        Assert.Equal(Verdict.Unknown, finding.Verdict);
        Assert.Equal("event-7: cached was not seen, so cached = stock cannot be judged.", finding.Sentence);
    }

    [Fact]
    public void A_column_that_no_query_returned_is_unknown() =>
        Assert.Equal(Verdict.Unknown, Find("sold <= capacity", ("sold", 1)).Verdict);

    [Fact]
    public void An_invariant_may_say_that_being_untrue_only_proves_nothing()
    {
        var allSold = Some.Invariant("sold = capacity") with { Otherwise = Verdict.Unknown };

        Assert.Equal(Verdict.Unknown, Find(allSold, Volley.Final(("sold", 0), ("capacity", 50))).Verdict);
    }

    [Fact]
    public void What_may_settle_late_is_judged_by_the_last_look()
    {
        var volley = Volley.Final(("cached", 1), ("stock", 0)).Settled(("cached", 0), ("stock", 0));
        var atOnce = Some.Invariant("cached = stock");
        var late = atOnce with { Within = TimeSpan.FromSeconds(2) };

        Assert.Equal(Verdict.Violated, Find(atOnce, volley).Verdict);
        Assert.Equal(Verdict.Holds, Find(late, volley).Verdict);
    }

    [Fact]
    public void What_never_settled_is_violated_and_says_after_how_long()
    {
        var late = Some.Invariant("cached = stock") with { Within = TimeSpan.FromSeconds(2) };

        Assert.Equal(
            "event-7 has cached 1 and stock 0: cached = stock is off by 1 even 2 s after recovery.",
            Find(late, Volley.Final(("cached", 1), ("stock", 0))).Sentence);
    }

    [Fact]
    public void What_was_not_there_at_the_first_look_is_judged_by_the_last() =>
        Assert.Equal(
            Verdict.Holds,
            Find(Some.Invariant("cached >= 0"), Volley.Final(("cached", null)).Settled(("cached", 0))).Verdict);

    [Fact]
    public void What_was_untrue_when_first_seen_is_not_mended_by_the_last_look() =>
        Assert.Equal(
            Verdict.Violated,
            Find(Some.Invariant("cached >= 0"), Volley.Final(("cached", -1)).Settled(("cached", 0))).Verdict);

    private static HistoryBuilder Volley => new HistoryBuilder().Timeline("a |--ok--|");

    private static Finding Find(string comparison, params (string, double?)[] columns) =>
        Find(Some.Invariant(comparison), Volley.Final(columns));

    private static Finding Find(Invariant invariant, HistoryBuilder builder)
    {
        var volley = builder.Build();
        return StateCheck.Find(volley.Start, volley.Final!, invariant, invariant.Holds!);
    }
}
