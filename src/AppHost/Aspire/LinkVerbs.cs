using Lab.AppHost.Aspire;
using Lab.AppHost.Aspire.Links;
using Lab.AppHost.Aspire.Phases;
using Lab.Contracts;
using Lab.Control.Backing;
using Lab.Control.Links;

namespace Aspire.Hosting;

/// <summary>
/// Verbs for links: <c>consumer -> [link] -> target</c>. The consumer knows the target by its own name and does not notice the link, on which the
/// lab puts latency, loss and other toxics. When publishing there are none: references lead to the target itself.
/// </summary>
internal static class LinkVerbs
{
    /// <summary>Adds a link to a server that is reached by a connection string.</summary>
    /// <typeparam name="TProject">The project of the <c>lab</c> command.</typeparam>
    /// <param name="builder">The AppHost's builder.</param>
    /// <param name="name">Name of the link.</param>
    /// <param name="to">What it leads to.</param>
    public static IResourceBuilder<LinkResource> AddLink<TProject>(
        this IDistributedApplicationBuilder builder, string name, IResourceBuilder<IResourceWithConnectionString> to)
        where TProject : IProjectMetadata, new() => builder.AddLink<TProject>(name, new LinkTarget(to));

    /// <summary>Adds a link to the endpoint of a service, <c>http</c> unless given; its other endpoints are reached directly.</summary>
    public static IResourceBuilder<LinkResource> AddLink<TProject>(
        this IDistributedApplicationBuilder builder, string name, IResourceBuilder<IResourceWithServiceDiscovery> to, string endpointName = "http")
        where TProject : IProjectMetadata, new() => builder.AddLink<TProject>(name, new LinkTarget(to, endpointName));

    /// <summary>Hands over what the target is reached by, under the target's name, with the link's address in place of its own.</summary>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, IResourceBuilder<LinkResource> link)
        where T : IResourceWithEnvironment
    {
        var target = link.Resource.Target;
        if (builder.ApplicationBuilder.ExecutionContext.IsPublishMode)
        {
            return target.Server is { } server ? builder.WithReference(server) : builder.WithReference(target.Service!);
        }

        return builder
            .WithRelationship(link.Resource, "Reference")
            .WithEnvironment(context => target.Server is null ? AddServiceAsync(link.Resource, context) : AddConnectionStringAsync(link.Resource, context));
    }

    /// <summary>Starts only once the link listens and what it leads to is healthy.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<LinkResource> link)
        where T : IResourceWithWaitSupport
    {
        if (builder.ApplicationBuilder.ExecutionContext.IsRunMode)
        {
            builder.WaitFor((IResourceBuilder<IResource>)link);
        }

        return builder.WaitFor(link.Resource.Target.Builder);
    }

    private static IResourceBuilder<LinkResource> AddLink<TProject>(this IDistributedApplicationBuilder builder, string name, LinkTarget target)
        where TProject : IProjectMetadata, new()
    {
        var project = new TProject().ProjectPath;
        if (builder.ExecutionContext.IsPublishMode)
        {
            // Known to the verbs above and to nobody else; it is never started, and need not be built.
            return builder.CreateResourceBuilder(Resource(name, target, "lab", project));
        }

        var link = Resource(name, target, Program(project), project);

        // It starts at once and not after its target: nobody uses it before both are there.
        return builder.AddResource(link)
            .WithEndpoint(port: link.Port, targetPort: link.Port, scheme: target.Scheme, name: target.Endpoint, isProxied: false)
            .WithEndpoint(port: link.Access.Admin.Port, targetPort: link.Access.Admin.Port, scheme: "http", name: LinkAccess.AdminEndpoint, isProxied: false)
            .WithHttpHealthCheck(LinkAccess.HealthPath, endpointName: LinkAccess.AdminEndpoint)
            .WithEnvironment(LinkAccess.TokenVariable, link.Access.Token)
            .WithArgs(context => AddArgumentsAsync(link, context))
            .WithRelationship(target.Resource, "Reference")
            .WithIconName("PlugConnected")
            .ExcludeFromManifest();
    }

    private static LinkResource Resource(string name, LinkTarget target, string program, string project) =>
        new(name, target, program, Path.GetDirectoryName(project)!)
        {
            Port = FreePorts.Take(),
            Access = new LinkAccess(new Uri($"http://127.0.0.1:{FreePorts.Take()}"), LinkAccess.NewToken()),
        };

    private static string Program(string project)
    {
        try
        {
            return LabBinary.Beside(project, AppContext.BaseDirectory);
        }
        catch (LabException e)
        {
            LabProblems.End(e.Problems);
            throw;
        }
    }

    private static async Task AddArgumentsAsync(LinkResource link, CommandLineArgsCallbackContext context)
    {
        var server = await link.Target.AddressAsync(context.CancellationToken);
        foreach (var word in LinkAccess.Arguments(link.Name, server, link.Port, link.Access.Admin.Port))
        {
            context.Args.Add(word);
        }
    }

    private static async Task AddConnectionStringAsync(LinkResource link, EnvironmentCallbackContext context) =>
        context.EnvironmentVariables[$"ConnectionStrings__{link.Target.Resource.Name}"] =
            link.Through(await link.Target.ConnectionStringAsync(context.CancellationToken));

    private static Task AddServiceAsync(LinkResource link, EnvironmentCallbackContext context)
    {
        var service = link.Target.Service!.Resource;
        foreach (var endpoint in service.Annotations.OfType<EndpointAnnotation>())
        {
            object address = endpoint.Name == link.Target.Endpoint ? link.Address.ToString().TrimEnd('/') : service.GetEndpoint(endpoint.Name);
            context.EnvironmentVariables[$"services__{service.Name}__{endpoint.Name}__0"] = address;
            context.EnvironmentVariables[$"{service.Name}_{endpoint.Name}".Replace('-', '_').ToUpperInvariant()] = address;
        }

        return Task.CompletedTask;
    }
}
