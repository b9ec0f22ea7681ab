namespace Lab.Hosting;

/// <summary>Verbs for addresses and health.</summary>
public static class EndpointVerbs
{
    /// <summary>Adds an HTTP endpoint; its name is <c>http</c> unless given.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="port">Port that clients use; null takes a free one.</param>
    /// <param name="targetPort">Port that the process listens on; null takes a free one.</param>
    /// <param name="name">Name of the endpoint.</param>
    /// <param name="env">Variable that tells the process its port, for programs that do not read ASPNETCORE_URLS.</param>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null)
        where T : IResourceWithEndpoints =>
        builder.WithEndpoint(port, targetPort, "http", name, env);

    /// <summary>Adds an endpoint of any scheme; its name is the scheme unless given.</summary>
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        string? scheme = null,
        string? name = null,
        string? env = null)
        where T : IResourceWithEndpoints =>
        builder.Set(settings => settings.Endpoints.Add(new EndpointSettings(name ?? scheme ?? "tcp", scheme ?? "tcp")
        {
            Port = port,
            TargetPort = targetPort,
            PortVariable = env,
        }));

    /// <summary>Says that users reach it from outside. Here everything stays on loopback; it matters when publishing.</summary>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints => builder.Set(settings => settings.IsExternal = true);

    /// <summary>It is healthy once GET on the path answers with the status code.</summary>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints =>
        builder.Set(settings => settings.HealthCheck = new HttpHealthCheck(path ?? "/", statusCode ?? 200, endpointName));

    /// <summary>The endpoint of that name, to be passed to <c>WithEnvironment</c> of others.</summary>
    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name)
        where T : IResourceWithEndpoints => new(ResourceBuilderExtensions.Of(builder.Resource), name);

    /// <summary>Shows a link with the resource.</summary>
    public static IResourceBuilder<T> WithUrl<T>(this IResourceBuilder<T> builder, string url, string? displayText = null)
        where T : IResource =>
        builder.Set(settings => settings.Urls.Add(new ResourceUrl(url, displayText)));
}

/// <summary>An endpoint whose address is known only once ports are allocated.</summary>
public sealed class EndpointReference
{
    private readonly Resource _resource;

    internal EndpointReference(Resource resource, string endpointName) => (_resource, EndpointName) = (resource, endpointName);

    /// <summary>Name of the endpoint.</summary>
    public string EndpointName { get; }

    /// <summary>Address that clients use, without a slash at the end.</summary>
    /// <exception cref="InvalidOperationException">Read before the topology was started.</exception>
    public string Url => Address?.ToString().TrimEnd('/') ?? throw new InvalidOperationException(
        $"Endpoint '{EndpointName}' of '{_resource.Name}' has no address yet. Read it while the topology runs, or pass the reference itself.");

    internal Resource Resource => _resource;

    internal bool Exists => _resource.Settings.Endpoints.Any(e => e.Name == EndpointName);

    private Uri? Address => _resource.Settings.Endpoints.FirstOrDefault(e => e.Name == EndpointName)?.Address;
}
