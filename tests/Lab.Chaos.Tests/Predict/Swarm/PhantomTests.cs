using Lab.Chaos.Scenarios;
using static Lab.Chaos.Tests.Predict.Swarm.Steps;

namespace Lab.Chaos.Tests.Predict.Swarm;

public sealed class PhantomTests
{
    private static readonly Step[] _bookTheSeat = [Read("postgres"), Check("postgres", Relation.Equal, 0), Call("payments"), Row("postgres")];

    [Fact]
    public void Two_see_the_seat_free_and_both_get_it() =>
        Assert.Equal("Phantom 1 at shop -> postgres", Lived.Volley(Tiny.Shop(_bookTheSeat), requests: 2, stock: 1).Anomalies);

    [Theory]
    [InlineData(11.9999, "Phantom 1 at two -> postgres")]
    [InlineData(12.0001, "")]
    public void Only_before_the_row_is_there(double enters, string anomalies) =>
        Assert.Equal(anomalies, Lived.OneOfEach(Tiny.Timed(("one", 0.9999, _bookTheSeat), ("two", enters, _bookTheSeat)), stock: 1).Anomalies);

    [Fact]
    public void A_serializable_transaction_books_it_once()
    {
        var lived = Lived.Volley(Tiny.Shop(Serializable(_bookTheSeat)), requests: 4, stock: 1);

        Assert.Equal(("", "1 ok, 3 refused, 0 timed out"), (lived.Anomalies, lived.Ends));
    }

    [Fact]
    public void A_row_in_another_table_counts_where_the_seat_was_looked_up() => Assert.Equal(
        "Phantom 1 at book -> redis",
        Lived.OneOfEach(
            Tiny.Timed(
                ("book", 1, [Read("redis"), Check("redis", Relation.Below, 1), Call("payments"), OwnRow("postgres")]),
                ("block", 5, [Atomic("redis", add: 1)])),
            stock: 0).Anomalies);
}
