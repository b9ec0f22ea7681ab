using Lab.Chaos.Predict.Calibration;
using Lab.Chaos.Predict.Model;
using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Tests.Predict.Calibration;

/// <summary>The naive shop: read redis, check, call payments, take from redis. Payments is given as 2 ms by the scenario.</summary>
public sealed class CostSplitTests
{
    private const double Millisecond = 1_000_000;

    [Fact]
    public void A_step_costs_what_an_accepted_request_uses_more_than_a_refused_one()
    {
        var numbers = CostSplit.Of(SmallShop.Naive, Readings(), []);

        // shop executes two steps after the guard, payments and redis answer one each.
        Assert.Equal(Microseconds(200), Cpu(numbers, "shop"));
        Assert.Equal(Microseconds(300), Cpu(numbers, "payments"));
        Assert.Equal(Microseconds(20), Cpu(numbers, "redis"));
    }

    [Fact]
    public void What_a_refused_request_uses_beyond_its_steps_belongs_to_the_entry()
    {
        var numbers = CostSplit.Of(SmallShop.Naive, Readings(), []);

        // host 400 + shop 500 - one step of 200 + redis 20 - one step of 20
        Assert.Equal(Microseconds(700), numbers.Entry!.Value);
    }

    [Fact]
    public void Processor_time_that_does_not_fit_into_the_time_taken_was_not_waited_for()
    {
        // 0.1 ms of redis and 2 ms of payments leave 0.35 ms for 0.7 ms of work.
        var numbers = CostSplit.Of(SmallShop.Naive, Readings(accepted: 3.45), []);

        Assert.Equal(0.5, numbers.OnPath, 9);
        Assert.Equal(Microseconds(100), Cpu(numbers, "shop"));
    }

    [Fact]
    public void The_entrys_processor_time_is_waited_for_as_far_as_a_refused_request_has_time_for_it()
    {
        // 0.6 ms less 0.1 of redis and 0.2 of the shop's one step leave 0.3 ms for 0.7 ms of work.
        var numbers = CostSplit.Of(SmallShop.Naive, Readings(refused: 0.6), []);

        Assert.Equal(Microseconds(300), numbers.Entry!.Value);
    }

    [Fact]
    public void The_time_between_look_and_taking_comes_out_as_measured()
    {
        var model = SmallShop.Naive.With(CostSplit.Of(SmallShop.Naive, Readings(accepted: 4.5, refused: 1.2), []));

        var window = Latency(model, "payments") + Latency(model, "redis")
            + (2 * Of(model, "shop").Cpu.Value) + Of(model, "payments").Cpu.Value + Of(model, "redis").Cpu.Value;

        Assert.Equal(4.5 - 1.2, window.TotalMilliseconds, 3);
    }

    [Fact]
    public void Without_processor_times_only_latencies_are_measured()
    {
        var numbers = CostSplit.Of(SmallShop.Naive, Readings(cpu: false), []);

        Assert.All(numbers.Services, service => Assert.Null(service.Cpu));
        Assert.Null(numbers.Entry);
        Assert.Equal(["shop", "redis", "payments"], numbers.Services.Select(service => service.Name));
    }

    [Fact]
    public void What_was_not_measured_stays_as_it_was()
    {
        var readings = Readings(cpu: false) with { Accepted = null, Refused = null };

        var model = SmallShop.Naive.With(CostSplit.Of(SmallShop.Naive, readings, []));

        Assert.Equal(Of(SmallShop.Naive, "shop"), Of(model, "shop"));
        Assert.Equal(Origin.Measured, Of(model, "redis").Latency.Origin);
        Assert.Equal(Origin.Assumed, Of(model, "redis").Cpu.Origin);
    }

    [Fact]
    public void A_lone_request_of_the_calibrated_model_takes_as_long_as_the_measured_one()
    {
        var model = SmallShop.Naive.With(CostSplit.Of(SmallShop.Naive, Readings(accepted: 4.5, refused: 1.2), []));

        var result = new World(CompiledSystem.Compile(model)).Run(new VolleyPlan(1, TimeSpan.Zero, Alignment.Aligned, 5), 1);

        Assert.Equal(4.5, result.VirtualNanoseconds / Millisecond, 2);
    }

    private static Readings Readings(double accepted = 4.5, double refused = 1.0, bool cpu = true) => new()
    {
        Accepted = new RequestReadings(Always(accepted), cpu ? Work(shop: 900, redis: 40, payments: 300) : null),
        Refused = new RequestReadings(Always(refused), cpu ? Work(shop: 500, redis: 20, payments: 0) : null),
        Resources = new Dictionary<string, ResourceReadings> { ["redis"] = new(Always(0.1), []) },
    };

    private static double[] Always(double milliseconds) => [.. Enumerable.Repeat(milliseconds * Millisecond, 10)];

    private static Dictionary<string, double> Work(double shop, double redis, double payments) => new()
    {
        ["shop"] = shop * 1000,
        ["redis"] = redis * 1000,
        ["payments"] = payments * 1000,
        [ProcessGroups.Host] = 400_000,
    };

    private static ServiceModel Of(SystemModel model, string name) => model.Services.First(service => service.Name == name);

    private static TimeSpan Latency(SystemModel model, string name) => Of(model, name).Latency.Value.Median;

    private static TimeSpan Cpu(CalibratedNumbers numbers, string name) => numbers.Services.First(service => service.Name == name).Cpu!.Value;

    private static TimeSpan Microseconds(double value) => TimeSpan.FromMicroseconds(value);
}
