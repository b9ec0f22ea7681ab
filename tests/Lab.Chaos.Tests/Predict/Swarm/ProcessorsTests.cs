using Lab.Chaos.Predict.Model;
using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Scenarios;
using static Lab.Chaos.Tests.Predict.Swarm.Steps;

namespace Lab.Chaos.Tests.Predict.Swarm;

public sealed class ProcessorsTests
{
    /// <summary>Pollaczek 1930, Khinchine 1932: with Poisson arrivals and constant service a request waits rho / (2 (1 - rho)) services.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void The_mean_wait_for_a_processor_is_that_of_an_M_D_1_queue(double rho)
    {
        const int requests = 10_000;
        const int runs = 16;
        var model = Tiny.Shop(Call("payments")).With("shop", shop => shop with { Cpu = Tiny.Cpu(1) });
        var plan = new VolleyPlan(requests, TimeSpan.FromMilliseconds(requests / rho), Alignment.Unaligned, 1);

        // 1 ms to enter, 1 ms of work, 10 ms at payments: the rest is waiting.
        double[] waits = [.. Enumerable.Range(1, runs).Select(run => MeanLatency(Lived.Volley(model, plan, (ulong)run)) - 12)];

        var expected = rho / (2 * (1 - rho));
        var error = Math.Sqrt(waits.Sum(wait => Math.Pow(wait - waits.Average(), 2)) / (runs - 1) / runs);

        // Eight standard errors of 16 runs (t with 15 degrees of freedom): missed less than once in a million. It starts empty, which costs about a hundredth.
        Assert.Equal(expected, waits.Average(), (8 * error) + (expected / 60));
    }

    // 100 ms of work from 1 ms on, 25 ms in each period of 100 ms; the last reply 10 ms after the last work.
    [Theory]
    [InlineData(null, 111)]
    [InlineData(2.0, 111)]
    [InlineData(0.25, 335)]
    [InlineData(0.5, 160)]
    public void A_quota_freezes_a_replica_to_the_end_of_each_period(double? quota, double lastReply)
    {
        var model = Tiny.Shop(Call("payments")).With("shop", shop => shop with { Cpu = Tiny.Cpu(1), Quota = quota });

        Assert.Equal(lastReply, Lived.Volley(model, requests: 100, stock: 1).Result.VirtualNanoseconds / 1e6);
    }

    [Fact]
    public void A_quota_slows_the_called_service_too()
    {
        var model = Tiny.Shop(Call("payments")).With("payments", payments => payments with { Cpu = Tiny.Cpu(1), Quota = 0.25 });

        Assert.Equal(335, Lived.Volley(model, requests: 100, stock: 1).Result.VirtualNanoseconds / 1e6);
    }

    [Fact]
    public void Work_over_the_end_of_a_period_is_charged_to_both()
    {
        // From 90 ms on 10 ms are left of this period, then 25 ms of the next one, then the period after that.
        var processors = Of(quota: 0.25, cores: null, cpu: 20);

        Assert.Equal((110.0, 205.0), (Claim(processors, 90), Claim(processors, 90)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    public void A_frozen_replica_takes_no_processor_from_others(int? cores)
    {
        var processors = Of(quota: 0.25, cores, cpu: 20);

        Assert.Equal((20.0, 115.0), (Claim(processors, 0), Claim(processors, 0)));
        Assert.Equal(cores is null ? 20 : 60, processors.Claim(processors.First(1), processors.First(3), 0) / 1e6);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    public void A_paused_replica_takes_no_processor_from_others(int? cores)
    {
        var processors = Of(quota: null, cores, cpu: 20);
        processors.Pause(0, 2_000_000_000);

        Assert.Equal(2020, Claim(processors, 0));
        Assert.Equal(cores is null ? 20 : 40, processors.Claim(processors.First(1), processors.First(3), 0) / 1e6);
    }

    [Fact]
    public void Replicas_of_a_machine_share_its_cores()
    {
        var model = Tiny.Shop(Call("payments")).With("shop", shop => shop with { Cpu = Tiny.Cpu(1), Replicas = 4 });

        Assert.Equal(36, Lived.Volley(model, requests: 100, stock: 1).Result.VirtualNanoseconds / 1e6);
        Assert.Equal(61, Lived.Volley(model with { Swarm = new SwarmModel { Cores = 2 } }, requests: 100, stock: 1).Result.VirtualNanoseconds / 1e6);
    }

    // 100 requests reach redis, where each takes 1 ms, after 1 ms.
    [Theory]
    [InlineData(1, 1, 101)]
    [InlineData(4, 1, 26)]
    [InlineData(2, 2, 26)]
    [InlineData(7, 1, 16)]
    [InlineData(200, 1, 2)]
    public void A_callee_serves_so_many_at_once(int concurrency, int replicas, double lastReply)
    {
        var model = Tiny.Shop(Read("redis")).With("redis", redis => redis with { Concurrency = concurrency, Replicas = replicas });

        Assert.Equal(lastReply, Lived.Volley(model, requests: 100, stock: 1).Result.VirtualNanoseconds / 1e6);
    }

    private static double Claim(Processors processors, double milliseconds) => processors.Claim(0, processors.First(3), (long)(milliseconds * 1e6)) / 1e6;

    private static double MeanLatency(Lived lived)
    {
        var began = new long[lived.Result.Requests];
        var sum = 0.0;
        foreach (var happened in lived.Events)
        {
            if (happened.Kind == StepEventKind.Began)
            {
                began[happened.Agent] = happened.Nanoseconds;
            }
            else if (happened.Kind == StepEventKind.Replied)
            {
                sum += (happened.Nanoseconds - began[happened.Agent]) / 1e6;
            }
        }

        return sum / lived.Result.Requests;
    }

    // Services: limited 0, free 1, redis 2, postgres 3, payments 4.
    private static Processors Of(double? quota, int? cores, double cpu)
    {
        SystemModel model = Tiny.Timed(("limited", 1, [Call("payments")]), ("free", 1, [Call("payments")])) with { Swarm = new SwarmModel { Cores = cores } };
        return new Processors(CompiledSystem.Compile(model
            .With("limited", service => service with { Cpu = Tiny.Cpu(cpu), Quota = quota })
            .With("free", service => service with { Cpu = Tiny.Cpu(cpu) })));
    }
}
