using Lab.Chaos.Stress;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Stress;

public sealed class PopularityTests
{
    [Fact]
    public void The_hot_key_is_asked_for_as_often_as_its_rank_says()
    {
        var chance = IndexedChance.Of(new Seed(42), "keys");
        var popularity = Popularity.Zipf(3, 1);   // 1 : 1/2 : 1/3

        var counts = Enumerable.Range(0, 110_000).CountBy(n => popularity.At(chance.Share(n))).ToDictionary();

        Assert.Equal([60_000, 30_000, 20_000], counts.OrderBy(count => count.Key).Select(count => count.Value).Select(count => (int)(Math.Round(count / 1000.0) * 1000)));
    }

    [Fact]
    public void Without_skew_all_are_alike()
    {
        var popularity = Popularity.Zipf(4, 0);

        Assert.Equal([0, 1, 2, 3], new[] { 0.0, 0.25, 0.5, 0.999 }.Select(popularity.At));
    }

    [Fact]
    public void A_draw_depends_on_its_number_alone()
    {
        var chance = IndexedChance.Of(new Seed(42), "keys");

        Assert.Equal(chance.Bits(7), IndexedChance.Of(new Seed(42), "keys").Bits(7));
        Assert.NotEqual(chance.Bits(7), IndexedChance.Of(new Seed(42), "sessions").Bits(7));
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(n => chance.Bits(n)).Distinct().Count());
    }
}
