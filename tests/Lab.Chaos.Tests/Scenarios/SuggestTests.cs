using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Tests.Scenarios;

/// <summary>Suggestions for misspelt names.</summary>
public sealed class SuggestTests
{
    [Theory]
    [InlineData("latancy", "latency")] // another letter
    [InlineData("laency", "latency")] // a letter less
    [InlineData("latenncy", "latency")] // a letter more
    [InlineData("altency", "latency")] // two letters swapped
    [InlineData("LATENCY", "latency")]
    public void A_slip_of_the_fingers_finds_the_name(string wrong, string meant) =>
        Assert.Equal(meant, Suggest.Closest(wrong, ["pause", "latency", "kill"]));

    [Theory]
    [InlineData("colour")]
    [InlineData("")]
    [InlineData("l")]
    public void A_word_that_resembles_nothing_gets_no_guess(string wrong) =>
        Assert.Null(Suggest.Closest(wrong, ["pause", "latency", "kill"]));

    [Fact]
    public void Of_two_equally_near_names_the_first_in_order_is_suggested() =>
        Assert.Equal("redis-2", Suggest.Closest("redis-4", ["redis-3", "redis-2"]));

    [Fact]
    public void A_swap_costs_one_and_not_two() => Assert.Equal(1, Suggest.Distance("ab", "ba"));

    [Fact]
    public void Nothing_known_says_so() => Assert.Equal("None is known.", Suggest.Among("x", []));
}
