namespace Lab.Hosting;

/// <summary>Finds every slip in a topology before anything starts; each problem is a sentence with its mend.</summary>
internal static class ModelCheck
{
    public static IEnumerable<string> Problems(IReadOnlyList<Resource> resources) =>
    [
        .. Names(resources),
        .. ReplicaIds(resources),
        .. resources.SelectMany(Settings),
        .. resources.SelectMany(PublishingCheck.Problems),
        .. Strangers(resources),
        .. LinkTargets(resources),
        .. FixedPorts(resources),
        .. WaitCycle.Problems(resources),
    ];

    private static IEnumerable<string> Names(IReadOnlyList<Resource> resources)
    {
        foreach (var resource in resources.Where(r => !IsName(r.Name)))
        {
            yield return $"Resource '{resource.Name}': not a name. Use letters, digits and hyphens, starting with a letter, at most 64.";
        }

        foreach (var group in resources.GroupBy(r => r.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            yield return $"Resource '{group.Key}' is added {group.Count()} times. Give each a name of its own.";
        }
    }

    // `inventory` with three replicas makes `inventory-2`; so would a resource of that name.
    private static IEnumerable<string> ReplicaIds(IReadOnlyList<Resource> resources) =>
        from id in resources.DistinctBy(r => r.Name).SelectMany(r => Ids(r).Select(id => (Id: id, Resource: r)))
        group id.Resource by id.Id into clash
        where clash.Count() > 1
        select $"Replica id '{clash.Key}' belongs to both {string.Join(" and ", clash.Select(r => $"'{r.Name}'"))}. Rename one of them.";

    private static IEnumerable<string> Settings(Resource resource)
    {
        var settings = resource.Settings;
        if (settings.Replicas is < 1 or > 50)
        {
            yield return $"Resource '{resource.Name}': {settings.Replicas} replicas. Use 1 to 50.";
        }

        foreach (var twice in settings.Endpoints.GroupBy(e => e.Name).Where(g => g.Count() > 1))
        {
            yield return $"Resource '{resource.Name}': endpoint '{twice.Key}' is declared {twice.Count()} times. Name the second one.";
        }

        if (settings.HealthCheck is { } check && !settings.Endpoints.Any(e => e.Scheme == "http" && (check.EndpointName ?? e.Name) == e.Name))
        {
            yield return $"Resource '{resource.Name}': a health check on '{check.Path}' needs an http endpoint"
                + (check.EndpointName is null ? ". Add .WithHttpEndpoint()." : $" named '{check.EndpointName}'. Add .WithHttpEndpoint(name: …).");
        }

        if (settings.Replicas > 1 && settings.Endpoints.Any(e => e.TargetPort is not null))
        {
            yield return $"Resource '{resource.Name}': {settings.Replicas} replicas cannot share one target port. Leave targetPort out.";
        }
    }

    private static IEnumerable<string> Strangers(IReadOnlyList<Resource> resources) =>
        from resource in resources
        from other in resource.Settings.Waits.Select(w => w.Target).Concat(resource.Settings.References.Select(r => r.Target))
            .Concat(resource is LinkResource link ? [link.Target] : []).Distinct()
        where !resources.Contains(other)
        select $"Resource '{resource.Name}' needs '{other.Name}', which belongs to another builder. Add it to this one.";

    private static IEnumerable<string> LinkTargets(IReadOnlyList<Resource> resources)
    {
        foreach (var link in resources.OfType<LinkResource>())
        {
            if (link.Target is LinkResource other)
            {
                yield return $"Link '{link.Name}' leads to link '{other.Name}'. One link takes any number of toxics; let it lead to '{other.Target.Name}'.";
            }
            else if (link.Target is not IResourceWithConnectionString && link.Target.Settings.Endpoints.All(e => e.Name != link.Endpoint || e.Scheme != "http"))
            {
                yield return $"Link '{link.Name}' leads to '{link.Target.Name}', which has no http endpoint named '{link.Endpoint}'. Add .WithHttpEndpoint() there.";
            }
        }
    }

    private static IEnumerable<string> FixedPorts(IReadOnlyList<Resource> resources) =>
        from use in resources.SelectMany(r => r.Settings.Endpoints.Where(e => e.Port is not null).Select(e => (r.Name, Port: e.Port!.Value)))
        group use.Name by use.Port into clash
        where clash.Count() > 1
        select $"Port {clash.Key} is asked for by {string.Join(" and ", clash.Select(n => $"'{n}'"))}. Give each its own, or leave it out.";

    public static IReadOnlyList<string> Ids(Resource resource) => resource.Settings.Replicas <= 1
        ? [resource.Name]
        : [.. Enumerable.Range(1, resource.Settings.Replicas).Select(n => $"{resource.Name}-{n}")];

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 64 && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-');
}
