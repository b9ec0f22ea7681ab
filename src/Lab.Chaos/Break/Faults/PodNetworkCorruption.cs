namespace Lab.Chaos.Break.Faults;

/// <summary>
/// Packets that the replicas send are damaged (<c>NETWORK_PACKET_CORRUPTION_PERCENTAGE</c>). TCP's checksum finds that out, drops them and sends them
/// again: to a program it is the same as <see cref="PodNetworkLoss"/>.
/// </summary>
internal sealed class PodNetworkCorruption : IFault
{
    public string Name => "pod-network-corruption";

    public bool IsStrike => false;

    public void Check(Injection injection) => LostSegments.Check(injection, Name);

    public Task<Injected> InjectAsync(Injection injection, CancellationToken cancellationToken) =>
        LostSegments.InjectAsync(injection, Name, "NETWORK_PACKET_CORRUPTION_PERCENTAGE", cancellationToken);
}
