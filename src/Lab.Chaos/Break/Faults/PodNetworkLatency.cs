using Lab.Contracts.Control;

namespace Lab.Chaos.Break.Faults;

/// <summary>What the replicas send arrives later (<c>NETWORK_LATENCY</c>, <c>JITTER</c>, ms; <c>CORRELATION</c>, %). Egress only, as upstream.</summary>
internal sealed class PodNetworkLatency : IFault
{
    public string Name => "pod-network-latency";

    public bool IsStrike => false;

    public void Check(Injection injection) => _ = Sides(injection);

    public Task<Injected> InjectAsync(Injection injection, CancellationToken cancellationToken) =>
        Toxics.PutAsync(injection, Sides(injection), new ToxicWish
        {
            Kind = ToxicKind.Latency,
            Milliseconds = injection.DeadlineMilliseconds,
            DelayMilliseconds = injection.Settings.Milliseconds("NETWORK_LATENCY").TotalMilliseconds,
            JitterMilliseconds = injection.Settings.Milliseconds("JITTER").TotalMilliseconds,
            Correlation = injection.Settings.Share("CORRELATION"),
        }, cancellationToken);

    private IReadOnlyList<LinkSide> Sides(Injection injection) =>
        LinksAround.Egress(injection, Destinations.Of(injection.Settings, Name)).ThrowIfNone(injection, Name);
}
