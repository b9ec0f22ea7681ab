using Lab.Contracts.Control;

namespace Lab.Chaos.Links.Toxics;

/// <summary>Each byte arrives later, in the order in which it was sent.</summary>
internal sealed class Latency(DelayDraws draws) : Toxic
{
    public static readonly ToxicRule Rule = new(ToxicKind.Latency)
    {
        Needs = [ToxicMembers.Delay],
        Takes = [ToxicMembers.Jitter, ToxicMembers.P99, ToxicMembers.Correlation],
        Example = """{ "kind": "Latency", "delayMilliseconds": 100, "milliseconds": 30000 }""",
        Check = Problems,
        Make = (wish, victim) => Victim.Each(wish, direction => new Latency(new DelayDraws(
            wish.DelayMilliseconds!.Value, wish.JitterMilliseconds, wish.P99Milliseconds, wish.Correlation ?? 0, victim.Chance(wish, direction)))),
    };

    public override long Delay(int bytes) => Victim.Nanoseconds(draws.Next());

    private static IEnumerable<string> Problems(ToxicWish wish)
    {
        if (wish is { JitterMilliseconds: not null, P99Milliseconds: not null })
        {
            yield return "'jitterMilliseconds' and 'p99Milliseconds' are two distributions. Leave one of them out.";
        }

        if (wish.P99Milliseconds is { } p99 && !(p99 >= wish.DelayMilliseconds))
        {
            yield return $"'p99Milliseconds' is {p99}, less than the median, which is 'delayMilliseconds'. Make it at least {wish.DelayMilliseconds}.";
        }

        if (wish.JitterMilliseconds is { } jitter && jitter > wish.DelayMilliseconds)
        {
            yield return $"'jitterMilliseconds' is {jitter}, more than the delay; bytes cannot arrive before they were sent. Make it at most {wish.DelayMilliseconds}.";
        }
    }
}
