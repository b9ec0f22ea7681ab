using Lab.Chaos.Predict.Model;
using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Scenarios;
using static Lab.Chaos.Tests.Predict.Swarm.Steps;

namespace Lab.Chaos.Tests.Predict.Swarm;

/// <summary>What nobody wrote into the agents and yet happens among many of them.</summary>
public sealed class CrowdTests
{
    [Fact]
    public void Herders_crowd_at_the_key_that_sells()
    {
        var buyers = MostPicked(Crowd(Naive, (Behaviour.Buyers, 1)));
        var mixed = MostPicked(Crowd(Naive, (Behaviour.Buyers, 1), (Behaviour.Herders, 1)));

        Assert.InRange(mixed, 1.5 * buyers, 1);
    }

    // One replica with 1 ms of work in each of two steps: it can serve 500 requests a second, and 500 agents who think for a second bring it there.
    [Fact]
    public void Below_the_knee_those_who_send_again_cost_nothing()
    {
        var (patient, retrying) = (Served(Behaviour.Buyers, load: 0.6), Served(Behaviour.Retriers, load: 0.6));

        Assert.InRange(retrying.Sent, 0, 1.05 * patient.Sent);
        Assert.InRange(retrying.Good, 0.95 * patient.Good, 1.05 * patient.Good);
    }

    [Fact]
    public void Beyond_the_knee_those_who_send_again_make_a_storm_and_nobody_is_served()
    {
        var (patient, retrying) = (Served(Behaviour.Buyers, load: 1.2), Served(Behaviour.Retriers, load: 1.2));

        Assert.InRange(patient.Good, 475, 500);
        Assert.InRange(retrying.Sent, 1.25 * patient.Sent, 5 * patient.Sent);
        Assert.InRange(retrying.Good, 0, 0.1 * patient.Good);
    }

    [Fact]
    public void Latency_grows_faster_than_load()
    {
        var (half, full, beyond) = (Served(Behaviour.Buyers, 0.4).P99, Served(Behaviour.Buyers, 0.8).P99, Served(Behaviour.Buyers, 1.6).P99);

        Assert.InRange(full, half, 1.5 * half);
        Assert.InRange(beyond, 4 * full, 40 * full);
    }

    private static double MostPicked(SystemModel model)
    {
        var picks = Lived.Crowd(model, agents: 1_000, steps: 100_000).Picks;
        return picks.Max() / (double)picks.Sum();
    }

    private static (double Sent, double Good, double P99) Served(Behaviour behaviour, double load)
    {
        var model = Crowd([Call("payments"), Atomic("redis")], (behaviour, 1)).With("shop", shop => shop with { Cpu = Tiny.Cpu(1) }).With("payments", payments => payments with { Latency = Tiny.Lognormal(10, 50) });
        var result = Lived.Crowd(model with { Volley = model.Volley with { Timeout = TimeSpan.FromSeconds(2) } }, agents: 500, steps: 100_000, load);
        var seconds = result.VirtualNanoseconds / 1e9;
        return ((result.Requests + result.Retries) / seconds, result.Ok / seconds, Quantile(result, 0.99));
    }

    private static double Quantile(WorldResult result, double share)
    {
        var left = result.Latencies.Sum() * share;
        var bucket = 0;
        while ((left -= result.Latencies[bucket]) > 0)
        {
            bucket++;
        }

        return LatencyBuckets.From(bucket).TotalMilliseconds;
    }

    private static SystemModel Crowd(Step[] steps, params (Behaviour Behaviour, double Share)[] population) => Tiny.Shop(steps) with
    {
        Swarm = new SwarmModel
        {
            Keys = 100,
            Think = new Latency(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)),
            Population = population.ToDictionary(share => share.Behaviour, share => share.Share),
        },
        Volley = new VolleyModel(1_000, 200, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30)),
    };
}
