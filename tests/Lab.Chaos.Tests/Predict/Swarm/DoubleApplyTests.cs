using Lab.Chaos.Predict.Model;
using Lab.Chaos.Scenarios;
using static Lab.Chaos.Tests.Predict.Swarm.Steps;

namespace Lab.Chaos.Tests.Predict.Swarm;

public sealed class DoubleApplyTests
{
    // attempt 1: enters 1  ------ charges 11 = reply
    // attempt 2:      sent after r, while the first still goes on: charges r + 11
    [Theory]
    [InlineData(10.9999, "DoubleApply 1 at shop -> payments")]
    [InlineData(11.0001, "")]
    public void A_retry_before_the_reply_charges_twice(double after, string anomalies)
    {
        var lived = Lived.Volley(Retried(after, Charge()), requests: 1, stock: 1);

        Assert.Equal((anomalies, "1 ok, 0 refused, 0 timed out"), (lived.Anomalies, lived.Ends));
        Assert.Equal((anomalies == "" ? 0 : 1, 0), ((int)lived.Result.Retries, lived.Stuck));
    }

    [Fact]
    public void An_idempotent_charge_is_made_once() =>
        Assert.Equal("", Lived.Volley(Retried(2, Charge(idempotent: true)), requests: 1, stock: 1).Anomalies);

    [Fact]
    public void Every_further_delivery_counts() =>
        Assert.Equal("DoubleApply 3 at shop -> payments", Lived.Volley(Retried(2, most: 3, Charge()), requests: 1, stock: 1).Anomalies);

    [Fact]
    public void An_atomic_step_takes_twice() =>
        Assert.Equal("DoubleApply 1 at shop -> redis", Lived.Volley(Retried(2, Call("payments"), Atomic("redis")), requests: 1, stock: 10).Anomalies);

    [Fact]
    public void A_row_of_the_order_is_written_twice_without_a_unique_key() =>
        Assert.Equal("DoubleApply 1 at shop -> postgres", Lived.Volley(Retried(2, Call("payments"), OwnRow("postgres")), requests: 1, stock: 10).Anomalies);

    [Fact]
    public void A_unique_key_holds_across_two_transactions_that_run_at_once() =>
        Assert.Equal("", Lived.Volley(Retried(2, Transaction(OwnRow("postgres", idempotent: true), Call("payments"))), requests: 1, stock: 10).Anomalies);

    [Fact]
    public void Starting_over_repeats_a_charge_that_no_transaction_takes_back()
    {
        var lived = Lived.Volley(Tiny.Shop(Serializable(Read("postgres"), Charge(), Write("postgres"))), requests: 2, stock: 10);

        Assert.Equal(("DoubleApply 1 at shop -> payments", "2 ok, 0 refused, 0 timed out"), (lived.Anomalies, lived.Ends));
    }

    [Fact]
    public void A_retry_that_waited_for_the_lock_of_the_first_attempt_still_charges() =>
        Assert.Equal("DoubleApply 1 at shop -> payments", Lived.Volley(Retried(2, Lock(Charge())), requests: 1, stock: 1).Anomalies);

    [Fact]
    public void Different_requests_may_each_charge() =>
        Assert.Equal("", Lived.Volley(Tiny.Shop(Charge()), requests: 20, stock: 1).Anomalies);

    private static SystemModel Retried(double after, params Step[] steps) => Retried(after, 1, steps);

    private static SystemModel Retried(double after, int most, params Step[] steps) => Tiny.At(new OperationModel
    {
        Name = "buy",
        Service = "shop",
        Steps = steps,
        Retry = new RetryModel(TimeSpan.FromMilliseconds(after), most),
    });
}
