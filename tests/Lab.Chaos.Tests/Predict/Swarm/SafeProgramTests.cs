using FsCheck;
using FsCheck.Fluent;
using Lab.Chaos.Predict.Model;
using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Scenarios;
using static Lab.Chaos.Tests.Predict.Swarm.Steps;

namespace Lab.Chaos.Tests.Predict.Swarm;

/// <summary>Random programs that take in a way that is known to be safe, at random speeds and loads: nothing must ever be found in them.</summary>
public sealed class SafeProgramTests
{
    [Fact]
    public void Safe_programs_never_sell_more_than_there_is() =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(150).WithReplay(4_711, 13), Prop.ForAll(Cases.ToArbitrary(), IsSafe));

    [Fact]
    public void The_same_programs_without_protection_are_caught() =>
        Assert.InRange(Gen.Sample(Cases, 50, 30).Count(drawn => Lived.Volley(drawn.Model(Naked(drawn.Before, drawn.Between)), drawn.Plan, drawn.Stream).Anomalies != ""), 10, 50);

    private static Gen<Drawn> Cases =>
        from way in Gen.Choose(0, 4)
        from before in Noise
        from between in Noise
        from after in Noise
        from stock in Gen.Choose(0, 6)
        from requests in Gen.Choose(1, 25)
        from alignment in Gen.Elements(Alignment.Aligned, Alignment.Unaligned, Alignment.Sequential)
        from latency in Gen.Choose(1, 30)
        from replicas in Gen.Choose(1, 3)
        from cores in Gen.Elements<int?>(null, 1, 2)
        from quota in Gen.Elements<double?>(null, null, 0.25)
        from stream in Gen.Choose(1, 1_000_000)
        select new Drawn
        {
            Way = way,
            Before = before,
            Between = between,
            After = after,
            Plan = new VolleyPlan(requests, TimeSpan.FromMilliseconds(latency * 3), alignment, stock),
            Latency = latency,
            Replicas = replicas,
            Cores = cores,
            Quota = quota,
            Stream = (ulong)stream,
        };

    // Steps that take time and change nothing that anybody else has.
    private static Gen<Step[]> Noise => Gen.Elements(
        Call("payments"), Read("redis") with { Key = "other:{key}" }, OwnRow("postgres", idempotent: true), Read("postgres") with { Key = "config" }).ArrayOf().Resize(3);

    private static bool IsSafe(Drawn drawn)
    {
        var lived = Lived.Volley(drawn.Model(drawn.Steps), drawn.Plan, drawn.Stream);
        var result = lived.Result;

        // What is optimistic may give up after ten tries; what waits in line sells all there is.
        var sellsAll = drawn.Way is 2 or 4 || result.Ok == Math.Min(drawn.Plan.Stock, drawn.Plan.Requests);
        return lived.Anomalies == "" && result.Ok <= drawn.Plan.Stock && sellsAll && lived.Stuck == 0
            && result.Requests == drawn.Plan.Requests && result.Ok + result.Refused + result.TimedOut + result.Lost == result.Requests;
    }

    private static Step[] Naked(Step[] before, Step[] between) => [Read("redis"), Check("redis"), Call("payments"), .. before, .. between, Atomic("redis")];

    private sealed record Drawn
    {
        public required int Way { get; init; }

        public required Step[] Before { get; init; }

        public required Step[] Between { get; init; }

        public required Step[] After { get; init; }

        public required VolleyPlan Plan { get; init; }

        public required double Latency { get; init; }

        public required int Replicas { get; init; }

        public required int? Cores { get; init; }

        public required double? Quota { get; init; }

        public required ulong Stream { get; init; }

        public Step[] Steps => Way switch
        {
            0 => [.. Before, Guarded("redis"), .. After],
            1 => [.. Before, Transaction([ReadForUpdate("postgres"), Check("postgres"), .. Between, Write("postgres")]), .. After],
            2 => [.. Before, Serializable([Read("postgres"), Check("postgres"), .. Between, Write("postgres")]), .. After],
            3 => [.. Before, Lock([Read("redis"), Check("redis"), .. Between, Atomic("redis")]), .. After],
            _ => [Read("redis"), Check("redis"), .. Between, IfUnchanged("redis"), .. After],
        };

        public SystemModel Model(Step[] steps) => Tiny.Shop(steps)
            .With("shop", shop => shop with { Replicas = Replicas, Cpu = Tiny.Cpu(0.2), Quota = Quota, Latency = Tiny.Lognormal(1, 1 + (Latency / 3)) })
            .With("redis", redis => redis with { Latency = Tiny.Lognormal(0.2, 1), Concurrency = 1 })
            .With("payments", payments => payments with { Latency = Tiny.Lognormal(Latency, Latency * 4) }) with
        { Swarm = new SwarmModel { Cores = Cores } };
    }
}
