using Lab.Chaos.Checks;
using Lab.Chaos.Reports;
using Lab.Chaos.Shards;

namespace Lab.Chaos.Tests.Shards;

/// <summary>Which runs make one, and which do not.</summary>
public sealed class ShardRulesTests
{
    private static readonly ShardOf First = new() { Run = "run-s0", Command = "stress", Scenario = "scenario: a", Seed = 42, Shard = new Shard(0, 3) };
    private static readonly ShardOf Second = First with { Run = "run-s1", Shard = new Shard(1, 3) };

    [Fact]
    public void Shares_of_one_whole_make_one() => Assert.Empty(ShardRules.Problems([First, Second]));

    [Fact]
    public void Whole_runs_of_different_seeds_make_one() =>
        Assert.Empty(ShardRules.Problems([First with { Shard = Shard.Whole }, Second with { Shard = Shard.Whole, Seed = 43 }]));

    [Fact]
    public void The_same_share_twice_is_refused() =>
        Assert.Equal(
            ["run-s0 and run-s1 are both the share 0/3, as when a pod was tried again. Name one of them."],
            ShardRules.Problems([First, Second with { Shard = First.Shard }]));

    [Fact]
    public void The_same_run_twice_is_refused() => Assert.Equal(["run-s0 is named twice. Name it once."], ShardRules.Problems([First, First]));

    [Fact]
    public void The_same_stimulus_twice_is_no_second_trial() =>
        Assert.Equal(
            ["run-s0 and run-s1 have the same seed 42, so the same stimulus. Give each run its own --seed, or name one of them."],
            ShardRules.Problems([First with { Shard = Shard.Whole }, Second with { Shard = Shard.Whole }]));

    [Fact]
    public void Another_scenario_is_refused() =>
        Assert.Equal(
            ["run-s1 is of another scenario, or of another state of it, than run-s0. Merge runs of one scenario.yaml."],
            ShardRules.Problems([Second with { Scenario = "scenario: b" }, First]));

    [Fact]
    public void Shares_of_different_wholes_are_refused_with_every_reason() =>
        Assert.Equal(
            [
                "run-s1 is of 'lab fuzz', but run-s0 of 'lab stress'. Merge runs of one command.",
                "run-s1 is the share 1/4, but run-s0 is 0/3: they are not parts of one whole. Merge shares of the same number.",
                "run-s1 has the seed 7, but run-s0 has 42: shares of one whole have one seed. Merge those that were started together.",
                "run-s1 is a load, which is one stream of arrivals and cannot be merged with others. Check it alone.",
            ],
            ShardRules.Problems([First, Second with { Command = "fuzz", Shard = new Shard(1, 4), Seed = 7, HasLoad = true }]));

    [Fact]
    public void A_share_that_is_missing_is_known() => Assert.Equal([new Shard(2, 3)], ShardRules.Missing([Second, First]));

    [Fact]
    public void What_holds_without_a_share_is_unknown_and_what_is_violated_stays_so()
    {
        Assert.Equal((Verdict.Unknown, "fine. Missing is the share 2/3."), Conclusions.With((Verdict.Holds, "fine."), [new Shard(2, 3)]));
        Assert.Equal((Verdict.Violated, "bad."), Conclusions.With((Verdict.Violated, "bad."), [new Shard(2, 3)]));
        Assert.Equal((Verdict.Holds, "fine."), Conclusions.With((Verdict.Holds, "fine."), (IReadOnlyList<Shard>)[]));
    }
}
