using Lab.Contracts.Control;

namespace Lab.Chaos.Break.Faults;

/// <summary>The replicas answer later (<c>LATENCY</c>, ms) on a share of connections (<c>TOXICITY</c>, %).</summary>
internal sealed class PodHttpLatency : IFault
{
    public string Name => "pod-http-latency";

    public bool IsStrike => false;

    public void Check(Injection injection) => _ = Sides(injection);

    public Task<Injected> InjectAsync(Injection injection, CancellationToken cancellationToken) =>
        Toxics.PutAsync(injection, Sides(injection), new ToxicWish
        {
            Kind = ToxicKind.Latency,
            Milliseconds = injection.DeadlineMilliseconds,
            Share = injection.Settings.Share("TOXICITY"),
            DelayMilliseconds = injection.Settings.Milliseconds("LATENCY").TotalMilliseconds,
        }, cancellationToken);

    private IReadOnlyList<LinkSide> Sides(Injection injection) =>
        LinksAround.To(injection, ToxicDirection.Downstream).ThrowIfNone(injection, Name);
}
