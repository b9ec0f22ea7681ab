using System.Globalization;
using Lab.AppHost.Aspire.Links;
using Lab.Contracts.Control;

namespace Lab.AppHost.Aspire;

/// <summary>Reads what the lab needs out of Aspire's app model.</summary>
internal static class AspireModel
{
    /// <summary>Processes, containers and servers that belong to the system; not the dashboard, not Aspire's helpers, not parameters.</summary>
    public static bool IsShown(IResource resource) =>
        resource is ProjectResource or ExecutableResource or ContainerResource or IResourceWithConnectionString
        && resource.Name != "aspire-dashboard"
        && !resource.Name.EndsWith("-rebuilder", StringComparison.Ordinal)
        && resource is not ParameterResource;

    /// <summary>As the control API calls them.</summary>
    public static string Kind(IResource resource) => resource switch
    {
        LocalServerResource server => server.Kind,
        LinkResource => ResourceKinds.Link,
        RedisResource => "redis",
        PostgresServerResource or PostgresDatabaseResource => "postgres",
        ProjectResource => "project",
        _ => resource is ExecutableResource ? "executable" : "container",
    };

    /// <summary>Waits for somebody to start it. Aspire shows others as not started for a moment too, but their turn comes without anybody's doing.</summary>
    public static bool IsExplicit(IResource resource) => resource.Annotations.OfType<ExplicitStartupAnnotation>().Any();

    /// <summary>Does its work and ends, rather than serve.</summary>
    public static bool IsJob(IResource resource) => !resource.Annotations.OfType<EndpointAnnotation>().Any();

    /// <summary>A job that a user starts; done whatever it ends with.</summary>
    public static bool IsDriver(IResource resource) => IsJob(resource) && IsExplicit(resource);

    /// <summary>Names of the resources that it references, each once.</summary>
    public static IReadOnlyList<string> References(IResource resource) =>
    [
        .. resource.Annotations.OfType<ResourceRelationshipAnnotation>()
            .Where(r => r.Type == "Reference" && IsShown(r.Resource))
            .Select(r => r.Resource.Name).Distinct(),
    ];

    /// <summary>Endpoint name to the address that clients use: DCP's proxy where there is one. Empty until the ports are allocated.</summary>
    public static IReadOnlyDictionary<string, Uri> Endpoints(IResource resource) => resource.Annotations.OfType<EndpointAnnotation>()
        .Where(e => e.AllocatedEndpoint is not null)
        .ToDictionary(e => e.Name, e => Loopback(new Uri(e.AllocatedEndpoint!.UriString)));

    /// <summary>
    /// Path and status of the resource's HTTP health check, for asking each replica by itself: Aspire asks its proxy, which answers for whichever
    /// replica it picks. The annotation has only a key: <c>inventory_http_/health_200_check</c> (WithHttpHealthCheck in Aspire's sources).
    /// </summary>
    public static (string Path, int Status)? HttpCheck(IResource resource)
    {
        foreach (var key in resource.Annotations.OfType<HealthCheckAnnotation>().Select(h => h.Key))
        {
            var words = key.Split('_');
            var slash = key.IndexOf("_/", StringComparison.Ordinal);
            if (slash > 0 && words is [.., var status, "check"] && int.TryParse(status, CultureInfo.InvariantCulture, out var code))
            {
                return (key[(slash + 1)..^$"_{status}_check".Length], code);
            }
        }

        return null;
    }

    /// <summary>Numbers instead of the name <c>localhost</c>: no look-up, and no first try over IPv6, where nobody listens.</summary>
    public static Uri Loopback(Uri address) => address.Host == "localhost" ? new UriBuilder(address) { Host = "127.0.0.1" }.Uri : address;
}
