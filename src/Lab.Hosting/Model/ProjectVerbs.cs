namespace Lab.Hosting;

/// <summary>Verbs for projects.</summary>
public static class ProjectVerbs
{
    /// <summary>Adds a project with its first launch profile that starts the project itself: address, variables, arguments.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() =>
        builder.AddResource(new ProjectResource(name) { Metadata = new TProject(), UsesLaunchProfile = true }).WithProfileEndpoint();

    /// <summary>Adds a project with the launch profile of that name, or with none at all when it is null.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name, string? launchProfileName)
        where TProject : IProjectMetadata, new()
    {
        var resource = new ProjectResource(name)
        {
            Metadata = new TProject(),
            LaunchProfileName = launchProfileName,
            UsesLaunchProfile = launchProfileName is not null,
        };
        return builder.AddResource(resource).WithProfileEndpoint();
    }

    /// <summary>Runs that many processes behind one address; connections are spread over the healthy ones.</summary>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas) =>
        builder.Set(settings => settings.Replicas = replicas);

    private static IResourceBuilder<ProjectResource> WithProfileEndpoint(this IResourceBuilder<ProjectResource> builder)
    {
        var profile = LaunchProfile.Of(builder.Resource);
        if (profile?.HttpPort is { } port)
        {
            builder.WithHttpEndpoint(port: port);
        }

        foreach (var (name, value) in profile?.Environment ?? new Dictionary<string, string>())
        {
            builder.WithEnvironment(name, value);
        }

        return builder.WithArgs([.. profile?.Arguments ?? []]);
    }
}
