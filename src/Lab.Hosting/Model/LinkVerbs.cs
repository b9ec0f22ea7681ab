using Lab.Contracts.Control;
using Lab.Control.Links;

namespace Lab.Hosting;

/// <summary>
/// Verbs for links: <c>consumer -> [link] -> target</c>. The consumer knows the target by its own name and does not notice the link, on which the
/// lab puts latency, loss and other toxics. Links are no part of what is published.
/// </summary>
public static class LinkVerbs
{
    private const string ConnectionEndpoint = "tcp";

    /// <summary>Adds a link to a server that is reached by a connection string.</summary>
    /// <typeparam name="TProject">The project of the <c>lab</c> command.</typeparam>
    /// <param name="builder">The AppHost's builder.</param>
    /// <param name="name">Name of the link.</param>
    /// <param name="to">What it leads to.</param>
    public static IResourceBuilder<LinkResource> AddLink<TProject>(
        this IDistributedApplicationBuilder builder, string name, IResourceBuilder<IResourceWithConnectionString> to)
        where TProject : IProjectMetadata, new() => builder.AddLink<TProject>(name, to.Resource, ConnectionEndpoint);

    /// <summary>Adds a link to the endpoint of a service, <c>http</c> unless given; its other endpoints are reached directly.</summary>
    public static IResourceBuilder<LinkResource> AddLink<TProject>(
        this IDistributedApplicationBuilder builder, string name, IResourceBuilder<IResourceWithServiceDiscovery> to, string endpointName = "http")
        where TProject : IProjectMetadata, new() => builder.AddLink<TProject>(name, to.Resource, endpointName);

    /// <summary>Hands over what the target is reached by, under the target's name, with the link's address in place of its own.</summary>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, IResourceBuilder<LinkResource> link)
        where T : IResourceWithEnvironment =>
        builder.Set(settings => settings.References.Add(new Reference(link.Resource, link.Resource.Target.Name)));

    /// <summary>Starts only once the link listens and what it leads to is healthy.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<LinkResource> link)
        where T : IResourceWithWaitSupport =>
        builder.Set(settings => settings.Waits.AddRange(
            [new Wait(link.Resource, WaitKind.Healthy, ExitCode: 0), new Wait(link.Resource.Target, WaitKind.Healthy, ExitCode: 0)]));

    // It starts at once and not after its target: nobody uses it before both are there.
    private static IResourceBuilder<LinkResource> AddLink<TProject>(
        this IDistributedApplicationBuilder builder, string name, IResource to, string endpoint)
        where TProject : IProjectMetadata, new()
    {
        var link = new LinkResource(name, ResourceBuilderExtensions.Of(to), endpoint) { Metadata = new TProject() };
        return builder.AddResource(link)
            .WithEndpoint(scheme: endpoint == ConnectionEndpoint ? "tcp" : "http", name: endpoint)
            .WithHttpEndpoint(name: LinkAccess.AdminEndpoint)
            .WithHttpHealthCheck(LinkAccess.HealthPath, endpointName: LinkAccess.AdminEndpoint)
            .WithEnvironment(LinkAccess.TokenVariable, link.Token);
    }
}

/// <summary>A relay in front of another resource.</summary>
public sealed class LinkResource : ProjectResource
{
    internal LinkResource(string name, Resource target, string endpoint)
        : base(name) => (Target, Endpoint) = (target, endpoint);

    internal override string Kind => ResourceKinds.Link;

    internal override Resource Behind => Target;

    /// <summary>What it leads to.</summary>
    internal Resource Target { get; }

    /// <summary>Endpoint of the target that it stands for, and the link's own of that name.</summary>
    internal string Endpoint { get; }

    internal string Token { get; } = LinkAccess.NewToken();

    /// <summary>Where it listens; known once ports are allocated.</summary>
    internal Uri Address => Settings.Endpoints.First(endpoint => endpoint.Name == Endpoint).Address!;

    /// <summary>Where toxics are put on; known once ports are allocated.</summary>
    internal LinkAccess Access => new(Settings.Endpoints.First(endpoint => endpoint.Name == LinkAccess.AdminEndpoint).Address!, Token);

    /// <summary>The address that the target's endpoint has for those who refer to it through this link.</summary>
    internal Uri AddressOf(EndpointSettings endpoint) => endpoint.Name == Endpoint ? Address : endpoint.Address!;
}
