namespace Lab.Hosting;

/// <summary>The lab within its own topology. There is no dashboard here, so each phase is a job that waits to be started.</summary>
public static class LabVerbs
{
    /// <summary>Adds the hunt as a job: <c>POST /v1/replicas/lab/start</c>, or <c>./lab hunt</c> in another terminal, which is the same.</summary>
    /// <typeparam name="TProject">The project of the <c>lab</c> command.</typeparam>
    /// <param name="builder">The AppHost's builder.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="scenario">Name of a folder under scenarios/, or the path of a scenario.yaml.</param>
    public static IResourceBuilder<LabResource> AddLab<TProject>(this IDistributedApplicationBuilder builder, string name, string scenario)
        where TProject : IProjectMetadata, new() =>
        builder.AddResource(new LabResource(name, scenario) { Metadata = new TProject() }).WithArgs("hunt", scenario).WithExplicitStart();

    /// <summary>Adds one phase of the lab as a job, which the user starts when it is wanted.</summary>
    /// <param name="lab">The lab, which knows the scenario.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="verb">Verb of the <c>lab</c> command, for example <c>stress</c>.</param>
    public static IResourceBuilder<ProjectResource> AddDriver(this IResourceBuilder<LabResource> lab, string name, string verb) =>
        lab.ApplicationBuilder.AddResource(new DriverResource(name, verb, lab.Resource.Scenario) { Metadata = lab.Resource.Metadata })
            .WithArgs(verb, lab.Resource.Scenario)
            .WithExplicitStart();
}

/// <summary>One phase of the lab as a job; published as one of several pods.</summary>
public sealed class DriverResource(string name, string verb, string scenario) : ProjectResource(name)
{
    /// <summary>Verb of the <c>lab</c> command.</summary>
    public string Verb { get; } = verb;

    /// <summary>What it works on.</summary>
    public string Scenario { get; } = scenario;
}

/// <summary>The lab as a resource of the topology that it hunts in.</summary>
public sealed class LabResource(string name, string scenario) : ProjectResource(name)
{
    /// <summary>What it hunts in.</summary>
    public string Scenario { get; } = scenario;
}
