using Lab.Chaos.Contain;
using Lab.Chaos.Experiments;
using Lab.Chaos.Scenarios;
using Lab.Contracts.Control;

namespace Lab.Chaos.Tests.Contain;

public sealed class ContainmentResultTests
{
    private const string Setting =
        "The replicas of inventory were restarted inside the quota and nothing else was changed; they warmed up before each part, and half of the volleys without it came "
        + "before those within, half after.";

    [Fact]
    public void A_limit_that_exposes_it_is_told_with_counts_factor_interval_p_value_and_throttling() => Assert.Equal(
        [
            "The limit exposes it: 20 of 20 volleys violated within it against 4 of 20 without: factor 5 (95 %: 2.08 to 12), Fisher's exact test on volleys p = 0.00000015.",
            "Throttled in 30 of 40 periods of 100 ms in which a replica wanted to run (75 %), 2.5 s in all.",
            "A request took 800 ms on average, 50 ms without the limit, and a volley 2 s, 0.6 s without.",
            Setting,
        ],
        ContainmentText.Sentences(Result(Free(4, 20), Limited(20, 20))));

    [Fact]
    public void The_same_rate_does_not_show_that_the_limit_exposes_it() => Assert.StartsWith(
        "That the limit exposes it is not shown: 5 of 20 volleys violated within it against 4 of 20 without",
        ContainmentText.Sentences(Result(Free(4, 20), Limited(5, 20))).First(),
        StringComparison.Ordinal);

    [Fact]
    public void Clean_volleys_are_told_with_their_bound() => Assert.Equal(
        "It is not exposed: none of 20 volleys within the limit was violated, so the rate is at most 16.8 % (95 %); nor was any of 20 without.",
        ContainmentText.Sentences(Result(Free(0, 20), Limited(0, 20))).First());

    [Fact]
    public void Where_most_volleys_are_violated_without_a_limit_the_mend_is_to_spread_wider() => Assert.Contains(
        "Without the limit 80 % of volleys are violated already, which leaves little to expose. Spread them wider: --within 1s.",
        ContainmentText.Sentences(Result(Free(16, 20), Limited(20, 20))));

    [Fact]
    public void A_quota_that_was_never_used_up_says_nothing() => Assert.Contains(
        "The quota was never used up, so this says nothing about a limit. Lower it (--cpu 100m), or send more (--requests).",
        ContainmentText.Sentences(Result(Free(0, 20), Limited(0, 20) with { Throttling = new LimitUsage(40, 0, 0) })));

    [Fact]
    public void Volleys_that_do_not_count_are_compared_with_nothing() => Assert.Equal(
        "Nothing can be compared: no volley within the limit counts.",
        ContainmentText.Sentences(Result(Free(1, 20), Limited(0, 0) with { Unknown = 20 })).First());

    [Fact]
    public void Both_arms_are_the_same_volleys_but_for_the_limits()
    {
        var plan = Plan();

        Assert.Equal((plan.Condition.Alignment, true), (plan.Free.Alignment, plan.Free.IsPlain));
        Assert.Equal(new ServiceLimits("250m", "256Mi"), plan.Limited.Limits["inventory"]);
        Assert.Equal(("unaligned, no limit", "unaligned, 250m and 256Mi"), (plan.Free.Name, plan.Limited.Name));
    }

    private static ContainmentArm Free(int violated, int counted) => new()
    {
        Name = "unaligned, no limit",
        Violated = violated,
        Counted = counted,
        Answered = 4000,
        AnsweredMilliseconds = 200_000,
        TotalSeconds = 0.6 * counted,
    };

    private static ContainmentArm Limited(int violated, int counted) => new()
    {
        Name = "unaligned, 250m",
        Violated = violated,
        Counted = counted,
        Answered = 4000,
        AnsweredMilliseconds = 3_200_000,
        TotalSeconds = 2 * counted,
        Throttling = new LimitUsage(40, 30, 2500),
    };

    private static ContainmentResult Result(ContainmentArm free, ContainmentArm limited) => ContainmentResult.Of(Plan(), "ticketing", 42, free, limited);

    private static ContainmentPlan Plan() => new()
    {
        Variant = new Variant { Name = "naive", Role = VariantRole.Suspect, Description = "", Environment = new Dictionary<string, IReadOnlyDictionary<string, string?>>(), Operations = [] },
        Services = ["inventory"],
        Limits = new ServiceLimits("250m", "256Mi"),
        Condition = new Condition { Name = "unaligned", Alignment = Alignment.Unaligned },
        Size = new VolleySize(200, TimeSpan.FromMilliseconds(500)),
    };
}
