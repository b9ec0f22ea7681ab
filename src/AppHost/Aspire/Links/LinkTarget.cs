using Lab.Control.Links;

namespace Lab.AppHost.Aspire.Links;

/// <summary>What a link leads to: a server with a connection string, or the endpoint of a service.</summary>
internal sealed class LinkTarget
{
    private const string ConnectionEndpoint = "tcp";

    public LinkTarget(IResourceBuilder<IResourceWithConnectionString> server) => (Server, Endpoint) = (server, ConnectionEndpoint);

    public LinkTarget(IResourceBuilder<IResourceWithServiceDiscovery> service, string endpoint) => (Service, Endpoint) = (service, endpoint);

    public IResourceBuilder<IResourceWithConnectionString>? Server { get; }

    public IResourceBuilder<IResourceWithServiceDiscovery>? Service { get; }

    /// <summary>Name of the endpoint that the link stands for.</summary>
    public string Endpoint { get; }

    public string Scheme => Server is null ? "http" : "tcp";

    public IResource Resource => (IResource?)Server?.Resource ?? Service!.Resource;

    /// <summary>The target, for verbs that take any resource.</summary>
    public IResourceBuilder<IResource> Builder => (IResourceBuilder<IResource>?)Server ?? Service!;

    /// <summary><c>host:port</c>; waits until ports are allocated.</summary>
    public async Task<string> AddressAsync(CancellationToken cancellationToken)
    {
        if (Server is not null)
        {
            return LinkedConnectionString.Server(await ConnectionStringAsync(cancellationToken));
        }

        var url = await Service!.Resource.GetEndpoint(Endpoint).GetValueAsync(cancellationToken)
            ?? throw new InvalidOperationException($"Endpoint '{Endpoint}' of '{Resource.Name}' has no address.");
        return AspireModel.Loopback(new Uri(url)).Authority;
    }

    /// <summary>Of the server itself, not through a link.</summary>
    public async Task<string> ConnectionStringAsync(CancellationToken cancellationToken) =>
        await Server!.Resource.GetConnectionStringAsync(cancellationToken)
        ?? throw new InvalidOperationException($"'{Resource.Name}' has no connection string.");
}
