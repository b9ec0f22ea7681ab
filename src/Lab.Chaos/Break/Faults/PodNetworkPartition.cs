using Lab.Contracts;
using Lab.Contracts.Control;

namespace Lab.Chaos.Break.Faults;

/// <summary>The replicas are cut off: what they send (<c>POLICY_TYPES</c> egress), receive (ingress) or both (all) does not arrive until it is healed.</summary>
internal sealed class PodNetworkPartition : IFault
{
    private static readonly string[] OfClusters = ["POD_SELECTOR", "NAMESPACE_SELECTOR", "PORTS"];

    public string Name => "pod-network-partition";

    public bool IsStrike => false;

    public void Check(Injection injection) => _ = Sides(injection);

    public Task<Injected> InjectAsync(Injection injection, CancellationToken cancellationToken) => Toxics.PutAsync(
        injection,
        Sides(injection),
        new ToxicWish { Kind = ToxicKind.Partition, Milliseconds = injection.DeadlineMilliseconds },
        cancellationToken);

    private IReadOnlyList<LinkSide> Sides(Injection injection)
    {
        foreach (var name in OfClusters)
        {
            if (injection.Settings.Text(name) is { } value)
            {
                throw new LabException($"{Name}: {name} is '{value}', which selects pods of a cluster; links know none. Use DESTINATION_HOSTS, for example: redis-service.");
            }
        }

        var hosts = Destinations.Of(injection.Settings, Name);
        var policy = injection.Settings.Text("POLICY_TYPES") ?? "all";
        return ((IReadOnlyList<LinkSide>)
        [
            .. policy is "egress" or "all" ? LinksAround.Egress(injection, hosts) : [],
            .. policy is "ingress" or "all" ? LinksAround.Ingress(injection, hosts) : [],
        ]).ThrowIfNone(injection, Name);
    }
}
