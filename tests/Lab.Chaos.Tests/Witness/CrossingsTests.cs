using Lab.Chaos.Witness;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Witness;

/// <summary>Two requests cross when each was before the other somewhere.</summary>
public sealed class CrossingsTests
{
    [Fact]
    public void Two_that_read_the_same_count_before_either_wrote_it_cross()
    {
        var crossing = Best("""
            a inventory-1  [GET stock:e = 1]                     [DECRBY stock:e 1 = 0]
            b inventory-2      [GET stock:e = 1]                           [DECRBY stock:e 1 = -1]
            """);

        Assert.True(crossing!.IsLostUpdate);
        Assert.Equal(
            ["GET stock:e = 1", "DECRBY stock:e 1 = -1", "GET stock:e = 1", "DECRBY stock:e 1 = 0"],
            crossing.Decisive.Select(access => access.Label));
    }

    [Fact]
    public void One_after_the_other_they_do_not_cross() => Assert.Null(Best("""
        a inventory-1  [GET stock:e = 2]   [DECRBY stock:e 1 = 1]
        b inventory-2                                              [GET stock:e = 1]   [DECRBY stock:e 1 = 0]
        """));

    [Fact]
    public void Where_spans_overlap_nobody_knows_which_was_first_and_nothing_is_claimed() => Assert.Null(Best("""
        a inventory-1  [GET stock:e = 2][DECRBY stock:e 1 = 1]
        b inventory-2           [GET stock:e = 1                     ]   [DECRBY stock:e 1 = 0]
        """));

    [Fact]
    public void Two_readers_do_not_cross() => Assert.Null(Best("""
        a inventory-1  [GET stock:e = 1]
        b inventory-2      [GET stock:e = 1]
        """));

    [Fact]
    public void A_reader_between_two_writes_that_belong_together_crosses_the_writer()
    {
        var crossing = Best("""
            w catalog-1  [SET entry:e 2]                                                  [DEL list:e]
            r catalog-2                   [GET entry:e = 2]   [GET list:e = 1]
            """);

        Assert.False(crossing!.IsLostUpdate);
        Assert.Equal(["SET entry:e 2", "GET entry:e = 2", "GET list:e = 1", "DEL list:e"], crossing.Decisive.Select(access => access.Label));
    }

    [Fact]
    public void A_reader_of_both_before_either_write_does_not() => Assert.Null(Best("""
        w catalog-1                                          [SET entry:e 2]   [DEL list:e]
        r catalog-2  [GET entry:e = 1]   [GET list:e = 1]
        """));

    [Fact]
    public void Of_several_pairs_the_one_that_read_the_last_unit_is_shown()
    {
        var crossing = Best("""
            a inventory-1  [GET stock:e = 7]                                                                 [DECRBY stock:e 1 = 6]
            b inventory-2  [GET stock:e = 7]                                                                 [DECRBY stock:e 1 = 5]
            c inventory-1                     [GET stock:e = 1]                                                                       [DECRBY stock:e 1 = 0]
            d inventory-2                     [GET stock:e = 1]                                                                       [DECRBY stock:e 1 = -1]
            """);

        Assert.Equal(["c", "d"], new[] { crossing!.A.Operation.Id, crossing.B.Operation.Id });
    }

    [Fact]
    public void A_cell_that_the_invariants_are_about_comes_before_any_other()
    {
        var crossing = Best("""
            a inventory-1  [GET hits = 1][GET stock:e = 9]                                            [SET hits 2][DECRBY stock:e 1 = 8]
            b inventory-2  [GET hits = 1][GET stock:e = 9]                                            [SET hits 2][DECRBY stock:e 1 = 7]
            """);

        Assert.Equal("stock:e", crossing!.There.First.Cell.Key);
    }

    private static Crossing? Best(string drawing)
    {
        var (operations, trace) = TraceDrawing.Of(drawing);
        return Crossings.Best(
            [.. operations.Select(operation => new Traced(operation, Touch.Of(trace(operation.TraceId!))))],
            cell => cell.Key == "stock:e");
    }
}
