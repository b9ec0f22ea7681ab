using Lab.Contracts.Control;

namespace Lab.Chaos.Break.Faults;

/// <summary>Segments that arrive only after TCP has sent them again. All of them lost is a partition: nothing arrives until it is healed.</summary>
internal static class LostSegments
{
    public static void Check(Injection injection, string fault) => _ = Sides(injection, fault);

    public static Task<Injected> InjectAsync(Injection injection, string fault, string percentage, CancellationToken cancellationToken)
    {
        var lost = injection.Settings.Share(percentage);
        return Toxics.PutAsync(injection, Sides(injection, fault), new ToxicWish
        {
            Kind = lost >= 1 ? ToxicKind.Partition : ToxicKind.Loss,
            Milliseconds = injection.DeadlineMilliseconds,
            Loss = lost >= 1 ? null : lost,
        }, cancellationToken);
    }

    private static IReadOnlyList<LinkSide> Sides(Injection injection, string fault) =>
        LinksAround.Egress(injection, Destinations.Of(injection.Settings, fault)).ThrowIfNone(injection, fault);
}
