namespace Lab.Chaos.Tests.Scenarios;

/// <summary>Services and stores.</summary>
public sealed class ServicesMistakesTests
{
    [Fact]
    public void An_unknown_kind()
    {
        string problem = ScenarioFolder.Problem("kind: redis", "kind: radis");

        Assert.Equal(
            "scenario.yaml:7:18: Unknown word 'radis' for 'services.cache.kind'. Known: http, "
            + "postgres, redis. Did you mean 'redis'?",
            problem);
    }

    [Fact]
    public void No_replicas()
    {
        string problem = ScenarioFolder.Problem("replicas: 2", "replicas: 0");

        Assert.Equal(
            "scenario.yaml:5:22: 'services.web.replicas' is 0; it must be a whole number from 1 to "
            + "32, for example 3.",
            problem);
    }

    [Fact]
    public void A_tail_faster_than_the_median()
    {
        string problem = ScenarioFolder.Problem("median: 1ms, p99: 5ms", "median: 5ms, p99: 1ms");

        Assert.Equal(
            "scenario.yaml:6:41: 'services.pay.latency.p99' is below the median. Raise it, for "
            + "example p99: 2ms over median: 0.5ms.",
            problem);
    }

    [Fact]
    public void Half_a_latency()
    {
        string problem = ScenarioFolder.Problem("median: 1ms, p99: 5ms", "median: 1ms");

        Assert.Equal(
            "scenario.yaml:6:21: 'services.pay.latency' lacks 'p99'. Add for example: p99: 2ms",
            problem);
    }

    [Fact]
    public void No_services()
    {
        string problem = ScenarioFolder.Problem(
            "  web:   { replicas: 2, calls: [cache, db] }\n  pay:   { latency: { median: 1ms, p99: 5ms } }\n  cache: { kind: redis }\n  db:    { kind: postgres }\n",
            "  {}\n");

        Assert.Equal(
            "scenario.yaml:5:3: 'services' is empty. Add for example: checkout: { calls: [inventory] "
            + "}",
            problem);
    }
}
