using Lab.Chaos.Checks;
using Lab.Chaos.Debugging.Fixes;
using Lab.Chaos.Histories;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Debugging;

public sealed class FixArmTests
{
    private static readonly VolleyHistory Slow = new HistoryBuilder().Timeline("a |------------------ok------------------|").Final().Build();
    private static readonly VolleyHistory Fast = new HistoryBuilder().Timeline("a |--ok--|").Final().Build();

    [Fact]
    public void What_it_costs_is_told_by_volleys_after_the_first_hundred_and_the_slowest_answer_by_all()
    {
        var arm = Arm([.. Enumerable.Repeat(Slow, 100), .. Enumerable.Repeat(Fast, 200), .. Enumerable.Repeat(Slow, 700)]);

        var fast = Arm([Fast]);
        Assert.Equal(fast.PerSecond, arm.PerSecond, precision: 6);
        Assert.Equal((fast.P50Ms, fast.P99Ms), (arm.P50Ms, arm.P99Ms));
        Assert.Equal(Arm([Slow]).MaxMs, arm.MaxMs);
        Assert.Equal(1_000, arm.Counted);
    }

    [Fact]
    public void An_arm_of_few_volleys_is_told_by_all_of_them() =>
        Assert.Equal(Arm([Slow]).P99Ms, Arm([.. Enumerable.Repeat(Fast, 50), Slow]).MaxMs);

    private static FixArm Arm(IEnumerable<VolleyHistory> volleys) =>
        FixArm.Of("lock", "volley", 1, [.. volleys.Select(volley => (volley, Verdict.Holds))]);
}
