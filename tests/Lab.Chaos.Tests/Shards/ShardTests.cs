using Lab.Chaos.Shards;

namespace Lab.Chaos.Tests.Shards;

public sealed class ShardTests
{
    [Fact]
    public void Shares_have_every_number_once()
    {
        Shard[] shards = [new(0, 3), new(1, 3), new(2, 3)];

        Assert.All(Enumerable.Range(0, 20), number => Assert.Single(shards, shard => shard.Has(number)));
        Assert.All(Enumerable.Range(0, 20), number => Assert.True(Shard.Whole.Has(number)));
    }

    [Theory]
    [InlineData("0/1")]
    [InlineData("3/4")]
    public void A_share_is_written_as_it_is_read(string text) => Assert.Equal(text, Shard.Parse(text)?.ToString());

    [Theory]
    [InlineData("4/4")]
    [InlineData("-1/4")]
    [InlineData("1")]
    [InlineData("0/0")]
    [InlineData("0/1001")]
    [InlineData("$(JOB_COMPLETION_INDEX)/4")]
    public void Anything_else_is_no_share(string text) => Assert.Null(Shard.Parse(text));

    [Fact]
    public void Ids_of_two_shares_never_end_alike() => Assert.Equal(("s0", "s1", ""), (new Shard(0, 2).Suffix, new Shard(1, 2).Suffix, Shard.Whole.Suffix));
}
