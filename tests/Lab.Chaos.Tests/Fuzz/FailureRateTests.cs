using Lab.Chaos.Fuzz.Shrinking;

namespace Lab.Chaos.Tests.Fuzz;

public sealed class FailureRateTests
{
    private static readonly FailureRate Always = new(10, 10);

    [Theory]
    [InlineData(10, false)]
    [InlineData(7, false)]
    [InlineData(6, true)]
    [InlineData(0, true)]
    public void Against_a_failure_that_always_shows_less_than_seven_of_ten_is_clearly_below(int failed, bool below) =>
        Assert.Equal(below, new FailureRate(failed, 10).IsClearlyBelow(Always));

    [Fact]
    public void Against_a_rare_failure_one_of_ten_is_not_clearly_below_but_none_is()
    {
        var rare = new FailureRate(3, 10);

        Assert.False(new FailureRate(1, 10).IsClearlyBelow(rare));
        Assert.True(new FailureRate(0, 10).IsClearlyBelow(rare));
    }

    [Fact]
    public void Three_in_a_row_decide_against_a_failure_that_always_shows() => Assert.True(new FailureRate(3, 3).IsDecided(Always, 10));

    [Fact]
    public void Four_without_a_failure_decide_that_too()
    {
        Assert.False(new FailureRate(0, 3).IsDecided(Always, 10));
        Assert.True(new FailureRate(0, 4).IsDecided(Always, 10));
    }
}
