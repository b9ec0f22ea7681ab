using Lab.Chaos.Journals;

namespace Lab.Chaos.Tests.Journals;

/// <summary>How a run is repeated.</summary>
public sealed class TypedCommandTests
{
    [Theory]
    [InlineData("hunt ticketing --full", "./lab hunt ticketing --full --seed 7")]
    [InlineData("hunt ticketing --seed 9", "./lab hunt ticketing --seed 9")]
    [InlineData("stress a --threshold p99<250ms", "./lab stress a --threshold 'p99<250ms' --seed 7")]
    [InlineData("stress it's", "./lab stress 'it'\\''s' --seed 7")]
    [InlineData("stress a --shard 0/4 --volleys 8 --hand-over", "./lab stress a --volleys 8 --seed 7")]
    [InlineData("", "./lab hunt ticketing --seed 7")]
    public void It_is_what_was_typed_with_the_seed_and_quoted_for_a_shell(string typed, string expected) =>
        Assert.Equal(expected, TypedCommand.Repeating(typed.Split(' ', StringSplitOptions.RemoveEmptyEntries), "hunt", "ticketing", 7));
}
