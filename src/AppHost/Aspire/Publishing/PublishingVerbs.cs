using Lab.AppHost.Aspire.Publishing;

namespace Aspire.Hosting;

/// <summary>
/// What a published service may use and how it is watched. In a run on this machine these verbs change nothing; slips are found in either.
/// </summary>
internal static class PublishingVerbs
{
    /// <summary>CPU limit and request in Kubernetes notation: <c>250m</c> is a quarter of a processor. Locally the phase contain applies it.</summary>
    public static IResourceBuilder<T> WithCpuLimit<T>(this IResourceBuilder<T> builder, string limit)
        where T : IComputeResource
    {
        PublishingCheck.Cpu(builder.Resource, limit);
        return builder.WithAnnotation(new PublishedLimit("cpu", limit)).PublishAsKubernetesService(service => service.Limit("cpu", limit));
    }

    /// <summary>Memory limit and request in Kubernetes notation: <c>256Mi</c>. A service that exceeds it is killed.</summary>
    public static IResourceBuilder<T> WithMemoryLimit<T>(this IResourceBuilder<T> builder, string limit)
        where T : IComputeResource
    {
        PublishingCheck.Memory(builder.Resource, limit);
        return builder.WithAnnotation(new PublishedLimit("memory", limit)).PublishAsKubernetesService(service => service.Limit("memory", limit));
    }

    /// <summary>Probes on the endpoint <c>http</c>.</summary>
    /// <param name="builder">The service.</param>
    /// <param name="ready">Path that answers 200 while it can take requests; it gets none as long as not.</param>
    /// <param name="alive">
    /// Path that answers 200 as long as the process works; it is restarted when not. It must ask nothing that the service depends on, or a
    /// dead database restarts every service.
    /// </param>
    public static IResourceBuilder<T> WithProbes<T>(this IResourceBuilder<T> builder, string ready, string alive)
        where T : IComputeResource, IResourceWithEndpoints
    {
        PublishingCheck.Probes(builder.Resource, ready, alive);
        return builder.WithAnnotation(new PublishedPaths(ready, alive)).PublishAsKubernetesService(service => PublishedProbes.Apply(service, ready, alive));
    }
}
