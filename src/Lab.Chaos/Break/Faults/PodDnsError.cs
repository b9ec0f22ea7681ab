using Lab.Contracts.Control;

namespace Lab.Chaos.Break.Faults;

/// <summary>
/// Names of <c>TARGET_HOSTNAMES</c> no longer resolve. Locally nothing is found by name, so what follows from it is injected: connections that are open go
/// on, new ones are refused.
/// </summary>
internal sealed class PodDnsError : IFault
{
    public string Name => "pod-dns-error";

    public bool IsStrike => false;

    public void Check(Injection injection) => _ = Sides(injection);

    public Task<Injected> InjectAsync(Injection injection, CancellationToken cancellationToken) => Toxics.PutAsync(
        injection,
        Sides(injection),
        new ToxicWish { Kind = ToxicKind.Refuse, Milliseconds = injection.DeadlineMilliseconds },
        cancellationToken);

    private IReadOnlyList<LinkSide> Sides(Injection injection)
    {
        var names = injection.Settings.List("TARGET_HOSTNAMES");
        var isPart = injection.Settings.Text("MATCH_SCHEME") is "substring";
        var resources = injection.Topology.Where(resource => resource.IsLink)
            .SelectMany(link => link.References)
            .Where(resource => names.Any(name => isPart
                ? resource.Contains(LinksAround.ResourceOf(name), StringComparison.Ordinal)
                : resource == LinksAround.ResourceOf(name)))
            .Distinct();
        return LinksAround.Egress(injection, names.Count == 0 ? [] : isPart ? [.. resources] : names)
            .Where(side => side.Direction == ToxicDirection.Upstream)
            .ToList()
            .ThrowIfNone(injection, Name);
    }
}
