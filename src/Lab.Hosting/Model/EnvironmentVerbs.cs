namespace Lab.Hosting;

/// <summary>Verbs for variables and references.</summary>
public static class EnvironmentVerbs
{
    /// <summary>Sets a variable.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : IResourceWithEnvironment =>
        builder.Set(settings => settings.Environment.Add((name, () => value)));

    /// <summary>Sets a variable to the address of another resource.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder, string name, EndpointReference endpointReference)
        where T : IResourceWithEnvironment =>
        builder.Set(settings => settings.Environment.Add((name, () => endpointReference.Url)));

    /// <summary>Hands over the connection string as <c>ConnectionStrings__name</c>.</summary>
    public static IResourceBuilder<T> WithReference<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null)
        where T : IResourceWithEnvironment => builder.Refer(source.Resource, connectionName);

    /// <summary>Hands over the addresses as <c>services__name__endpoint__0</c> and <c>NAME_ENDPOINT</c>.</summary>
    public static IResourceBuilder<T> WithReference<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where T : IResourceWithEnvironment => builder.Refer(source.Resource, name: null);

    private static IResourceBuilder<T> Refer<T>(this IResourceBuilder<T> builder, IResource source, string? name)
        where T : IResource =>
        builder.Set(settings => settings.References.Add(new Reference(ResourceBuilderExtensions.Of(source), name ?? source.Name)));
}
