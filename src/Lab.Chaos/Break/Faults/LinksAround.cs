using Lab.Contracts;
using Lab.Contracts.Cluster;
using Lab.Contracts.Control;

namespace Lab.Chaos.Break.Faults;

/// <summary>
/// Which links carry what the chosen replicas send and receive.
/// <code>
/// checkout -> [inventory-link] -> inventory -> [cache-link] -> redis
/// egress of inventory:  downstream of inventory-link (answers), upstream of cache-link (questions)
/// ingress of inventory: upstream of inventory-link, downstream of cache-link
/// </code>
/// </summary>
internal static class LinksAround
{
    /// <summary>Where what the targets send goes through: to the named hosts only, or everywhere.</summary>
    /// <exception cref="LabException">A host is reached without a link, or is unknown.</exception>
    public static IReadOnlyList<LinkSide> Egress(Injection injection, IReadOnlyList<string> hosts) =>
        [.. From(injection, hosts, ToxicDirection.Upstream), .. hosts.Count == 0 ? To(injection, ToxicDirection.Downstream) : []];

    /// <summary>Where what the targets receive goes through.</summary>
    public static IReadOnlyList<LinkSide> Ingress(Injection injection, IReadOnlyList<string> hosts) =>
        [.. From(injection, hosts, ToxicDirection.Downstream), .. hosts.Count == 0 ? To(injection, ToxicDirection.Upstream) : []];

    /// <summary>Links that lead to the targets.</summary>
    public static IReadOnlyList<LinkSide> To(Injection injection, ToxicDirection direction) =>
    [
        .. injection.Targets.GroupBy(target => target.Resource.Name).SelectMany(group => Links(injection)
            .Where(link => link.References.Contains(group.Key))
            .Select(link => new LinkSide(link.Name, direction, Share: Math.Min(1, (double)group.Count() / Math.Max(1, group.First().Resource.Replicas.Count))))),
    ];

    /// <exception cref="LabException">Nothing was found; with the mend.</exception>
    public static IReadOnlyList<LinkSide> ThrowIfNone(this IReadOnlyList<LinkSide> sides, Injection injection, string fault) =>
        sides.Count > 0 ? sides : throw new LabException(
            $"{fault} needs a link at '{string.Join("', '", injection.Targets.Select(target => target.Resource.Name).Distinct())}', and there is none. "
            + "Give it one in AppHost.cs: var cacheLink = builder.AddLink<Projects.Lab_Chaos>(\"cache-link\", to: redis); and .WithReference(cacheLink).");

    /// <summary>The resource that a host name means: <c>redis-service.shop.svc.cluster.local</c>, <c>redis-service</c> and <c>redis</c> are the same.</summary>
    public static string ResourceOf(string host) => ClusterNames.ResourceOf(host.Split('.')[0]);

    private static IEnumerable<LinkSide> From(Injection injection, IReadOnlyList<string> hosts, ToxicDirection direction)
    {
        string[] wanted = [.. hosts.Select(ResourceOf)];
        foreach (var group in injection.Targets.GroupBy(target => target.Resource.Name))
        {
            var resource = group.First().Resource;
            var links = Links(injection).Where(link => resource.References.Contains(link.Name)).ToList();
            foreach (var host in wanted.Where(host => !links.Any(link => link.References.Contains(host))))
            {
                throw new LabException(
                    $"No link leads from '{resource.Name}' to '{host}'. Those that there are: "
                    + $"{(links.Count == 0 ? "none" : string.Join(", ", links.Select(link => $"{link.Name} (to {string.Join(", ", link.References)})")))}. "
                    + "Add one in AppHost.cs with AddLink, or name another host in DESTINATION_HOSTS.");
            }

            IReadOnlyList<int>? clients = group.Count() >= resource.Replicas.Count ? null : [.. group.Select(target => target.Replica.Pid).OfType<int>()];
            foreach (var link in links.Where(link => wanted.Length == 0 || link.References.Any(wanted.Contains)))
            {
                yield return new LinkSide(link.Name, direction, clients);
            }
        }
    }

    private static IEnumerable<ResourceInfo> Links(Injection injection) => injection.Topology.Where(resource => resource.IsLink);
}
