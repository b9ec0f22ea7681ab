using Lab.Chaos.Checks;
using Lab.Chaos.Journals;
using Lab.Chaos.Reports;
using Lab.Chaos.Reports.Runs;
using Lab.Chaos.Tests.Checks;
using Lab.Chaos.Stress;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Reports;

/// <summary>Two runs, arm by arm. Arms are of small volleys: 2 sold of one violate, 1 sold holds, 0 sold is unknown.</summary>
public sealed class RunDiffTests
{
    private static readonly Journal Sample = Journal.Read(SampleRun.Hunt);

    [Fact]
    public void A_fix_shows_as_better()
    {
        var diff = RunDiff.Of(Run(Arm("a", violated: 12, clean: 8)), Run(Arm("a", violated: 0, clean: 20)));

        Assert.Equal(Change.Better, diff.Change);
        Assert.Equal("Better: a, volley.", DiffText.Headline(diff));
        Assert.StartsWith("a, volley after: 0 of 20 volleys; a, volley before: 12 of 20; risk ratio", diff.Arms[0].Comparison!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_regression_shows_as_worse() =>
        Assert.Equal(Change.Worse, RunDiff.Of(Run(Arm("a", violated: 0, clean: 20)), Run(Arm("a", violated: 12, clean: 8))).Change);

    [Fact]
    public void What_chance_would_show_is_no_change()
    {
        var diff = RunDiff.Of(Run(Arm("a", violated: 0, clean: 20)), Run(Arm("a", violated: 3, clean: 17)));

        Assert.Equal((Change.None, "No significant change."), (diff.Change, DiffText.Headline(diff)));
    }

    [Fact]
    public void Many_arms_raise_what_each_must_show()
    {
        // By itself 6 of 20 against none is p = 0.02; as the best of five it is not enough.
        ArmReport[] clean = [.. Enumerable.Range(0, 5).Select(n => Arm($"v{n}", violated: 0, clean: 20))];
        ArmReport[] one = [Arm("v0", violated: 6, clean: 14), .. clean.Skip(1)];

        Assert.Equal(Change.Worse, RunDiff.Of(Run(clean[0]), Run(one[0])).Change);
        Assert.Equal(Change.None, RunDiff.Of(Run(clean), Run(one)).Change);
    }

    [Fact]
    public void Where_nearly_every_volley_breaks_units_are_compared()
    {
        var before = Run(Arm("a", Enumerable.Repeat(2, 20)));
        var after = Run(Arm("a", Enumerable.Repeat(9, 20)));

        var diff = RunDiff.Of(before, after);

        Assert.Equal((ComparisonTest.PermutationOnUnits, Change.Worse), (diff.Arms[0].Comparison!.Test, diff.Change));
        Assert.Equal(Change.Better, RunDiff.Of(after, before).Change);
    }

    [Fact]
    public void Different_scenarios_say_nothing_of_each_other()
    {
        var diff = RunDiff.Of(Run(Arm("a", 5, 5)), Run(Arm("a", 5, 5)) with { Scenario = "stale-cache" });

        Assert.Equal("Cannot be compared. They ran different scenarios, ticketing and stale-cache: no rate of the one says anything of the other.", DiffText.Headline(diff));
    }

    [Fact]
    public void Runs_without_an_arm_in_common_cannot_be_compared()
    {
        var diff = RunDiff.Of(Run(Arm("a", 5, 5)), Run(Arm("b", 5, 5)));

        Assert.Equal((Change.NotTested, "a, volley", "b, volley"), (diff.Change, Assert.Single(diff.OnlyBefore), Assert.Single(diff.OnlyAfter)));
    }

    [Fact]
    public void Volleys_that_do_not_count_on_one_side_cannot_be_compared() =>
        Assert.Equal("Cannot be compared. No arm has volleys that count in both runs.", DiffText.Headline(RunDiff.Of(Run(Arm("a", 5, 5)), Run(Arm("a", [0, 0])))));

    [Fact]
    public void Another_machine_is_named_as_a_possible_reason()
    {
        var other = Run(Arm("a", 5, 5)) with { Machine = Sample.Machine with { Cores = 16 } };

        Assert.StartsWith("Different machines: 2 cores", Assert.Single(RunDiff.Of(Run(Arm("a", 5, 5)), other).Differences), StringComparison.Ordinal);
    }

    private static Journal Run(params ArmReport[] arms) => Sample with { Arms = arms };

    private static ArmReport Arm(string variant, int violated, int clean) => Arm(variant, Enumerable.Repeat(2, violated).Concat(Enumerable.Repeat(1, clean)));

    private static ArmReport Arm(string variant, IEnumerable<int> sold)
    {
        var volleys = Judged.Selling(variant, "volley", sold);
        return new ArmReport { Summary = Judged.Summary(variant, "volley", volleys), Spread = VolleySpread.Of([.. volleys[0].Operations]), Evidence = [] };
    }
}
