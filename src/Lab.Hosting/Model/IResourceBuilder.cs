namespace Lab.Hosting;

/// <summary>A resource in the making: what the verbs hang on to.</summary>
/// <typeparam name="T">Kind of resource; covariant, so that a project can be passed where any resource with endpoints is taken.</typeparam>
public interface IResourceBuilder<out T>
    where T : IResource
{
    /// <summary>The resource.</summary>
    T Resource { get; }

    /// <summary>The application that it belongs to.</summary>
    IDistributedApplicationBuilder ApplicationBuilder { get; }
}

internal sealed record ResourceBuilder<T>(T Resource, IDistributedApplicationBuilder ApplicationBuilder) : IResourceBuilder<T>
    where T : IResource;

internal static class ResourceBuilderExtensions
{
    /// <summary>Changes the settings and returns the builder, as every verb does.</summary>
    public static IResourceBuilder<T> Set<T>(this IResourceBuilder<T> builder, Action<ResourceSettings> change)
        where T : IResource
    {
        change(Of(builder.Resource).Settings);
        return builder;
    }

    /// <summary>The resource behind the interface; this engine makes all of them.</summary>
    public static Resource Of(IResource resource) => resource as Resource
        ?? throw new ArgumentException($"'{resource.Name}' was not made by this engine's Add methods.", nameof(resource));
}
