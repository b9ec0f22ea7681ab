namespace Lab.Hosting;

/// <summary>Verbs for order.</summary>
public static class LifecycleVerbs
{
    /// <summary>Starts only once every replica of the other is healthy.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Await(dependency, WaitKind.Healthy, exitCode: 0);

    /// <summary>Starts only once the other's processes run, healthy or not.</summary>
    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Await(dependency, WaitKind.Started, exitCode: 0);

    /// <summary>Starts only once the other, a job, has ended with the exit code.</summary>
    public static IResourceBuilder<T> WaitForCompletion<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResourceWithWaitSupport => builder.Await(dependency, WaitKind.Completed, exitCode);

    /// <summary>Stays down until the user starts it.</summary>
    public static IResourceBuilder<T> WithExplicitStart<T>(this IResourceBuilder<T> builder)
        where T : IResource =>
        builder.Set(settings => settings.ExplicitStart = true);

    private static IResourceBuilder<T> Await<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitKind kind, int exitCode)
        where T : IResource =>
        builder.Set(settings => settings.Waits.Add(new Wait(ResourceBuilderExtensions.Of(dependency.Resource), kind, exitCode)));
}
