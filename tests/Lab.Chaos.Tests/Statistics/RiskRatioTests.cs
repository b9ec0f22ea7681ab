using Lab.Chaos.Statistics;

namespace Lab.Chaos.Tests.Statistics;

public sealed class RiskRatioTests
{
    [Fact]
    public void It_gives_the_published_ratio_of_the_physicians_health_study()
    {
        // A. Agresti, An Introduction to Categorical Data Analysis, table 2.3: heart attacks under placebo and aspirin.
        var ratio = RiskRatio.Of(new TwoByTwo(189, 11_034, 104, 11_037));

        Assert.Equal(1.82, ratio.Ratio, tolerance: 0.005);
        Assert.Equal(1.43, ratio.Interval.Lower, tolerance: 0.005);
        Assert.Equal(2.31, ratio.Interval.Upper, tolerance: 0.005);
        Assert.False(ratio.Corrected);
    }

    [Fact]
    public void Swapping_the_arms_inverts_ratio_and_interval()
    {
        var there = RiskRatio.Of(new TwoByTwo(20, 50, 5, 60));
        var back = RiskRatio.Of(new TwoByTwo(5, 60, 20, 50));

        Assert.Equal(1 / there.Ratio, back.Ratio, tolerance: 1e-12);
        Assert.Equal(1 / there.Interval.Upper, back.Interval.Lower, tolerance: 1e-12);
        Assert.Equal(1 / there.Interval.Lower, back.Interval.Upper, tolerance: 1e-12);
    }

    [Fact]
    public void An_arm_without_a_violation_gets_half_a_case_per_cell_and_says_so()
    {
        var ratio = RiskRatio.Of(new TwoByTwo(9, 9, 0, 9));

        Assert.Equal(19, ratio.Ratio, tolerance: 1e-12);   // (9.5 / 10) / (0.5 / 10)
        Assert.True(ratio.Corrected);
        Assert.True(double.IsFinite(ratio.Interval.Upper));
    }

    [Fact]
    public void It_does_not_matter_which_arm_has_none()
    {
        var ratio = RiskRatio.Of(new TwoByTwo(0, 9, 9, 9));

        Assert.Equal(1 / 19.0, ratio.Ratio, tolerance: 1e-12);
        Assert.True(ratio.Corrected);
    }

    [Fact]
    public void Two_arms_violated_in_every_trial_do_not_claim_certainty()
    {
        var ratio = RiskRatio.Of(new TwoByTwo(10, 10, 10, 10));

        Assert.True(ratio.Corrected);
        Assert.True(ratio.Interval.Lower < 1 && ratio.Interval.Upper > 1);
    }

    [Fact]
    public void A_suspect_violated_in_every_trial_needs_no_correction_as_long_as_the_other_arm_shows_some() =>
        Assert.False(RiskRatio.Of(new TwoByTwo(10, 10, 3, 10)).Corrected);

    [Fact]
    public void An_arm_without_trials_has_no_ratio() =>
        Assert.Throws<ArgumentException>(() => RiskRatio.Of(new TwoByTwo(0, 0, 1, 10)));
}
