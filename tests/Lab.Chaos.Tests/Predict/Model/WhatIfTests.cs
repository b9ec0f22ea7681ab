using Lab.Chaos.Predict.Model;
using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Predict.Model;

/// <summary>What can be supposed of a system, and how it is told what cannot.</summary>
public sealed class WhatIfTests
{
    private static readonly SystemModel Shop = SmallShop.Naive;

    [Fact]
    public void Numbers_of_a_service()
    {
        var service = Supposed("shop.replicas=1", "shop.concurrency=10", "shop.quota=250m", "shop.cpu=0.5ms").Services[0];

        Assert.Equal((1, 10, 0.25), (service.Replicas, service.Concurrency, service.Quota));
        Assert.Equal(new Known<TimeSpan>(TimeSpan.FromMilliseconds(0.5), Origin.Supposed), service.Cpu);
    }

    [Fact]
    public void A_latency_by_median_and_tail() => Assert.Equal(Latency(50, 250), Supposed("payments.latency=lognormal(50ms, 250ms)").Services[2].Latency);

    [Fact]
    public void A_latency_by_its_median_keeps_its_spread() => Assert.Equal(Latency(50, 200), Supposed("payments.latency=50ms").Services[2].Latency);

    [Fact]
    public void Only_the_service_that_is_named_changes() => Assert.Equal(Shop.Services.Skip(1), Supposed("shop.replicas=1").Services.Skip(1));

    [Fact]
    public void No_limit() => Assert.Equal(
        (null, null), Supposed("shop.concurrency=10", "shop.quota=0.5", "shop.concurrency=none", "shop.quota=none").Services[0] is var shop ? (shop.Concurrency, shop.Quota) : default);

    [Fact]
    public void The_volley_and_the_machine()
    {
        var model = Supposed("requests=100", "within=1s", "stock=10", "cores=4");

        Assert.Equal(new VolleyModel(10, 100, TimeSpan.FromSeconds(1), Shop.Volley.Timeout), model.Volley);
        Assert.Equal(4, model.Swarm.Cores);
    }

    [Fact]
    public void A_later_supposition_of_the_same_number_wins() => Assert.Equal(7, Supposed("shop.replicas=5", "shop.replicas=7").Services[0].Replicas);

    [Fact]
    public void A_lock_is_held_from_the_first_to_the_last_step_that_touches_the_resource()
    {
        var order = Shop.Operations[0] with { Steps = [SmallShop.Step(StepKind.Call, "payments", "{operation}"), .. Shop.Operations[0].Steps, SmallShop.Step(StepKind.Call, "payments", "{operation}")] };
        var model = (Shop with { Operations = [order] }).With(WhatIfs(Shop, "redis.lock=event"));

        Assert.Equal([StepKind.Call, StepKind.Lock, StepKind.Call], model.Operations[0].Steps.Select(step => step.Kind));
        Assert.Equal(
            (new CellName("redis", "lock:{key}"), Shop.Operations[0].Steps.Count),
            (new CellName(model.Operations[0].Steps[1].Resource, model.Operations[0].Steps[1].Key), model.Operations[0].Steps[1].Steps.Count));
    }

    [Theory]
    [InlineData("key", "lock:{key}")]
    [InlineData("event", "lock:{key}")]
    [InlineData("all", "lock")]
    public void A_lock_is_one_a_key_or_one_for_all(string word, string key) => Assert.Equal(key, Supposed($"redis.lock={word}").Operations[0].Steps[0].Key);

    [Fact]
    public void A_lock_ends_the_race_that_it_is_put_around()
    {
        var volley = new VolleyPlan(20, TimeSpan.Zero, Alignment.Aligned, 5);

        Assert.NotEqual(0, new World(CompiledSystem.Compile(Shop)).Run(volley, 1).Violated);
        Assert.Equal(0, new World(CompiledSystem.Compile(Supposed("redis.lock=key"))).Run(volley, 1).Violated);
    }

    [Fact]
    public void An_operation_that_does_not_touch_the_resource_takes_no_lock()
    {
        var browse = new OperationModel { Name = "browse", Service = "shop", Steps = [SmallShop.Step(StepKind.Call, "payments", "{operation}")] };
        var model = Shop with { Operations = [.. Shop.Operations, browse] };

        Assert.Same(browse, model.With(WhatIfs(model, "redis.lock=key")).Operations[1]);
    }

    [Fact]
    public void Where_one_that_touches_it_calls_another_that_does_only_the_first_takes_the_lock()
    {
        var outer = new OperationModel
        {
            Name = "order",
            Service = "shop",
            Steps = [SmallShop.Step(StepKind.Read, "redis", "stock:{key}"), SmallShop.Step(StepKind.Call, "payments", "{key}") with { Operation = "charge" }],
        };
        var inner = new OperationModel { Name = "charge", Service = "payments", Steps = [SmallShop.Step(StepKind.Read, "redis", "stock:{key}")] };
        var model = Shop with { Operations = [outer, inner], Boundaries = [.. Shop.Boundaries, new("payments", "redis")] };

        var locked = model.With(WhatIfs(model, "redis.lock=key"));

        Assert.Equal([StepKind.Lock], locked.Operations[0].Steps.Select(step => step.Kind));
        Assert.Equal(2, locked.Operations[0].Steps[0].Steps.Count);
        Assert.Same(inner, locked.Operations[1]);
    }

    [Fact]
    public void Every_slip_is_told_at_once_with_its_mend()
    {
        var problems = Assert.Throws<LabException>(() => WhatIfs(Shop,
            "shpo.replicas=1", "shop.replica=1", "shop.replicas=0", "payments.latency=lognormal(50ms,5ms)", "payments.latency=fast",
            "cache.lock=event", "redis.lock=evnt", "shop.quota=0m", "shop.cpu=3", "request=100", "within=-1s", "shop=3", "faster")).Problems;

        Assert.Equal(
            [
                "--what-if 'shpo.replicas=1' names the unknown service 'shpo'. Known: payments, redis, shop. Did you mean 'shop'?",
                "--what-if 'shop.replica=1' names 'replica', which is no number of a service. Known: concurrency, cpu, latency, lock, quota, replicas. Did you mean 'replicas'?",
                "--what-if 'shop.replicas=0' has the value '0'; it must be a whole number from 1 to 32, for example shop.replicas=1.",
                "--what-if 'payments.latency=lognormal(50ms,5ms)' has a p99 below the median. Raise it, for example payments.latency=lognormal(50ms,250ms).",
                "--what-if 'payments.latency=fast' has the value 'fast'; it must be a median, or lognormal(median,p99), of durations above zero, for example payments.latency=lognormal(50ms,250ms).",
                "--what-if 'cache.lock=event' names the unknown service 'cache'. Known: payments, redis, shop.",
                "--what-if 'redis.lock=evnt' puts the lock on 'evnt'. Known: all, event, key. Did you mean 'event'?",
                "--what-if 'shop.quota=0m' has the value '0m'; it must be processors above 0 up to 1024, whole or in thousandths, for example shop.quota=250m, or none.",
                "--what-if 'shop.cpu=3' has the value '3'; it must be a duration above zero with its unit (us, ms, s, m, h), for example shop.cpu=0.5ms.",
                "--what-if 'request=100' names 'request', which cannot be supposed. Known: cores, requests, stock, within. Did you mean 'requests'? "
                    + "Of a service: concurrency, cpu, latency, lock, quota, replicas, for example inventory.replicas=1.",
                "--what-if 'within=-1s' has the value '-1s'; it must be a duration above zero with its unit (us, ms, s, m, h), for example within=1s.",
                "--what-if 'shop=3' does not say what of 'shop' is supposed. Write for example shop.replicas=1; known: concurrency, cpu, latency, lock, quota, replicas.",
                "--what-if 'faster' is no supposition. Write name=value, for example inventory.replicas=1 or requests=100.",
            ],
            problems);
    }

    private static SystemModel Supposed(params string[] texts) => Shop.With(WhatIfs(Shop, texts));

    private static IReadOnlyList<WhatIf> WhatIfs(SystemModel model, params string[] texts) => WhatIfReader.Read(texts, model);

    private static Known<Latency> Latency(double median, double p99) =>
        new(new Latency(TimeSpan.FromMilliseconds(median), TimeSpan.FromMilliseconds(p99)), Origin.Supposed);
}
