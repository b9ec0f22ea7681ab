namespace Lab.Chaos.Break.Faults;

/// <summary>
/// Packets that the replicas send are lost (<c>NETWORK_PACKET_LOSS_PERCENTAGE</c>). A byte stream loses nothing: TCP sends again what was lost, and a
/// program sees a stall. That stall is what is injected.
/// </summary>
internal sealed class PodNetworkLoss : IFault
{
    public string Name => "pod-network-loss";

    public bool IsStrike => false;

    public void Check(Injection injection) => LostSegments.Check(injection, Name);

    public Task<Injected> InjectAsync(Injection injection, CancellationToken cancellationToken) =>
        LostSegments.InjectAsync(injection, Name, "NETWORK_PACKET_LOSS_PERCENTAGE", cancellationToken);
}
