using Lab.Chaos.Predict.Traces;

namespace Lab.Chaos.Tests.Predict.Traces;

/// <summary>The ticketing strategies as their spans tell them, each sent one after the other: which of them could interleave badly?</summary>
public sealed class StrategiesTests
{
    private const string PlacedBefore = "sql SELECT id, event_id FROM orders WHERE idempotency_key = $1";

    private const string Order = "INSERT INTO orders (event_id, quantity) VALUES ($1, $2) ON CONFLICT (idempotency_key) DO NOTHING";

    [Fact]
    public void A_count_that_is_read_and_taken_from_later_is_found_though_requests_came_one_by_one()
    {
        var pair = Assert.Single(Traced.Pairs("POST /orders", $"""
            {PlacedBefore}
            redis GET stock:event-7
            call payments
            redis DECRBY stock:event-7
            sql {Order}
            """));

        Assert.Equal((Anomaly.CheckThenAct, "shop -> redis", TimeSpan.FromMilliseconds(3)), (pair.Anomaly, pair.Boundary.ToString(), pair.Window));
        Assert.Equal(
            "shop POST /orders reads stock:{} of redis and adds to stock:{} of redis 3 ms later; another one in between does so on the same "
            + "reading, and both are let through.",
            pair.Sentence);
        Assert.Equal(
            [
                "A shop POST /orders reads stock:{} of redis",
                "B shop POST /orders reads stock:{} of redis",
                "B shop POST /orders adds to stock:{} of redis",
                "A shop POST /orders adds to stock:{} of redis",
            ],
            pair.Steps);
        Assert.Equal(["00000000000000000000000000000000", "00000000000000000000000000000001"], pair.Evidence);
    }

    [Fact]
    public void A_lease_and_a_row_lock_inside_leave_no_room() => Assert.Empty(Traced.Pairs("POST /orders", $"""
        {PlacedBefore}
        sql SELECT id, remaining FROM events WHERE id = $1
        redis SET lease:event-7
        redis-2 SET lease:event-7
        sql SELECT id, remaining FROM events WHERE id = $1 FOR UPDATE
        call payments
        sql {Taken("$2", "")}
        redis EVAL stock:event-7
        redis EVAL lease:event-7
        redis-2 EVAL lease:event-7
        """));

    [Fact]
    public void A_row_that_is_read_for_update_is_kept_until_its_transaction_ends() => Assert.Empty(Traced.Pairs("POST /orders", $"""
        {PlacedBefore}
        sql SELECT id, remaining FROM events WHERE id = $1 FOR UPDATE
        call payments
        sql {Taken("remaining - $2", "")}
        redis EVAL stock:event-7
        """));

    [Fact]
    public void Without_for_update_the_same_is_found() => Assert.Equal(
        Anomaly.CheckThenAct,
        Assert.Single(Traced.Pairs("POST /orders", $"""
            sql BEGIN
            sql SELECT id, remaining FROM events WHERE id = $1
            sql {Taken("remaining - $2", "")}
            sql COMMIT
            """)).Anomaly);

    [Fact]
    public void A_lock_that_is_given_back_before_the_change_keeps_nobody_out() => Assert.Equal(
        Anomaly.LostUpdate,
        Assert.Single(Traced.Pairs("POST /orders", $"""
            sql BEGIN
            sql SELECT id, remaining FROM events WHERE id = $1 FOR UPDATE
            sql COMMIT
            sql {Taken("$8 - $2", "")}
            """)).Anomaly);

    [Fact]
    public void One_conditional_update_decides_at_its_own_moment() => Assert.Empty(Traced.Pairs("POST /orders", $"""
        sql SELECT id, remaining FROM events WHERE id = $1
        call payments
        sql {Taken("remaining - $2", "AND remaining >= $2")}
        redis EVAL stock:event-7
        """));

    [Fact]
    public void An_update_of_the_version_that_was_read_decides_at_its_own_moment() => Assert.Empty(Traced.Pairs("POST /orders", $"""
        sql SELECT id, remaining FROM events WHERE id = $1
        call payments
        sql {Taken("remaining - $2", "AND version = $8")}
        """));

    [Fact]
    public void A_lease_alone_is_told_of_with_what_it_cannot_keep_out()
    {
        var pair = Assert.Single(Traced.Pairs("POST /orders", $"""
            redis SET lease:event-7 token NX PX 1000
            sql SELECT id, remaining FROM events WHERE id = $1
            call payments
            sql {Taken("$8 - $2", "")}
            redis EVAL lease:event-7
            """));

        Assert.Equal((Anomaly.LostUpdate, true), (pair.Anomaly, pair.OnlyLease));
        Assert.EndsWith("Only a lease keeps them apart, and one who sleeps past its end goes on without it.", pair.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_that_no_two_requests_share_come_last()
    {
        var pairs = new Traced()
            .Add("POST /carts", """
                redis GET cart:{n}
                redis SET cart:{n} 1
                """, times: 5)
            .Add("POST /orders", """
                redis GET stock:event-7
                redis DECRBY stock:event-7
                """)
            .Predict().Pairs;

        Assert.Equal([("stock:{} of redis", false), ("cart:{} of redis", true)], pairs.Select(pair => (pair.Cells[0], pair.OwnKeys)));
    }

    private static string Taken(string value, string condition) =>
        $"WITH taken AS (UPDATE events SET remaining = {value}, version = version + 1, updated_at = clock_timestamp() WHERE id = $1 {condition} "
        + $"RETURNING remaining, version), placed AS ({Order} RETURNING 1) SELECT remaining, version, EXISTS (SELECT FROM placed) FROM taken";
}
