using Lab.Chaos.Predict.Traces;

namespace Lab.Chaos.Tests.Predict.Traces;

/// <summary>Caches, their databases, and readers of both.</summary>
public sealed class CachesTests
{
    [Fact]
    public void A_cache_that_is_written_after_its_database_may_be_left_with_the_older_value()
    {
        var pairs = Traced.Pairs("PUT /prices", """
            sql UPDATE prices SET price = $2 WHERE id = $1
            redis SET price:7 12
            """);

        Assert.Equal(
            "shop PUT /prices overwrites prices of postgres and overwrites price:{} of redis 1 ms later; another one changes both in between, and "
            + "price:{} of redis is left with what is no longer so.",
            Assert.Single(pairs, pair => pair.Anomaly is Anomaly.StaleCopy).Sentence);
    }

    [Fact]
    public void A_reader_who_fills_the_cache_after_a_writer_emptied_it_leaves_it_stale()
    {
        var pairs = new Traced()
            .Add("GET /prices", """
                redis GET price:7
                sql SELECT price FROM prices WHERE id = $1
                redis SET price:7 12 EX 60
                """)
            .Add("PUT /prices", """
                sql UPDATE prices SET price = $2 WHERE id = $1
                redis DEL price:7
                """)
            .Predict().Pairs;

        var stale = Assert.Single(pairs, pair => pair.Anomaly is Anomaly.StaleCopy);
        Assert.Equal(("shop GET /prices", "shop PUT /prices", "shop -> redis"), (stale.First, stale.Second, stale.Boundary.ToString()));
    }

    [Fact]
    public void A_reader_of_two_keys_may_see_one_old_and_one_new()
    {
        var pair = Assert.Single(Reading("""
            redis GET entry:7
            redis GET related:7
            """), pair => pair.Anomaly is Anomaly.InconsistentRead);

        Assert.Equal(["entry:{} of redis", "related:{} of redis"], pair.Cells);
    }

    [Fact]
    public void A_reader_of_two_keys_in_one_command_sees_one_state() => Assert.DoesNotContain(
        Reading("redis MGET entry:7 related:7"), pair => pair.Anomaly is Anomaly.InconsistentRead);

    [Fact]
    public void Requests_that_only_read_are_no_pair() => Assert.Empty(Traced.Pairs("GET /prices", """
        redis GET price:7
        sql SELECT price FROM prices WHERE id = $1
        """));

    [Fact]
    public void Boundaries_with_pairs_come_before_those_that_are_only_changed()
    {
        var prediction = new Traced()
            .Add("POST /orders", """
                redis GET stock:event-7
                redis DECRBY stock:event-7
                """)
            .Add("POST /log", "sql INSERT INTO log (text) VALUES ($1)", times: 50)
            .Predict();

        Assert.Equal(["shop -> redis", "shop -> postgres"], prediction.Boundaries.Select(boundary => boundary.Boundary.ToString()));
    }

    private static IReadOnlyList<RiskyPair> Reading(string steps) => new Traced()
        .Add("GET /pages", steps)
        .Add("PUT /pages", """
            redis SET entry:7 2
            redis DEL related:7
            """)
        .Predict().Pairs;
}
