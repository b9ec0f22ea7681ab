namespace Lab.Hosting;

/// <summary>
/// Verbs for what is published to Kubernetes: by this engine as plain manifests, by Aspire as a Helm chart too. A run here changes nothing about them,
/// but checks the limits, so that a slip does not wait for the cluster.
/// </summary>
public static class PublishingVerbs
{
    /// <summary>Names the cluster that the topology is published to. Nothing runs for it on this machine.</summary>
    public static IResourceBuilder<KubernetesEnvironmentResource> AddKubernetesEnvironment(
        this IDistributedApplicationBuilder builder, string name) =>
        new ResourceBuilder<KubernetesEnvironmentResource>(new KubernetesEnvironmentResource(name), builder);

    /// <summary>Runs here and is no part of what is published.</summary>
    public static IResourceBuilder<T> ExcludeFromManifest<T>(this IResourceBuilder<T> builder)
        where T : IResource => builder.Set(settings => settings.IsExcluded = true);

    /// <summary>
    /// CPU limit in Kubernetes notation (<c>250m</c> is a quarter of a processor), written into the published manifests. Locally a limit is
    /// applied on request only (phase contain), since it needs rights that most users lack.
    /// </summary>
    public static IResourceBuilder<T> WithCpuLimit<T>(this IResourceBuilder<T> builder, string limit)
        where T : IResource => builder.Set(settings => settings.CpuLimit = limit);

    /// <summary>Memory limit in Kubernetes notation (<c>256Mi</c>), written into the published manifests; locally as for CPU.</summary>
    public static IResourceBuilder<T> WithMemoryLimit<T>(this IResourceBuilder<T> builder, string limit)
        where T : IResource => builder.Set(settings => settings.MemoryLimit = limit);

    /// <summary>
    /// Probes of the published service, on its endpoint <c>http</c>. Locally <see cref="EndpointVerbs.WithHttpHealthCheck"/> says when it
    /// is healthy, and whatever ends is started again.
    /// </summary>
    /// <param name="builder">The service.</param>
    /// <param name="ready">Path that answers 200 while it can take requests.</param>
    /// <param name="alive">Path that answers 200 as long as the process works, whatever it depends on.</param>
    public static IResourceBuilder<T> WithProbes<T>(this IResourceBuilder<T> builder, string ready, string alive)
        where T : IResourceWithEndpoints => builder.Set(settings => settings.ProbePaths = [ready, alive]);
}

/// <summary>A cluster that the topology can be published to; no part of what runs here.</summary>
public sealed class KubernetesEnvironmentResource(string name) : IResource
{
    /// <inheritdoc/>
    public string Name { get; } = name;
}
