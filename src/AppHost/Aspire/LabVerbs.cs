using Lab.AppHost.Aspire.Commands;
using Lab.AppHost.Aspire.Phases;
using Lab.AppHost.Aspire.Publishing;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>The lab in the dashboard: <c>AddLab</c> puts its phases and its commands there, <c>AddDriver</c> a single phase to start by hand.</summary>
internal static class LabVerbs
{
    /// <summary>
    /// Adds the lab as a resource whose commands hunt in the system that runs beside it, and gives every process of that system commands to kill,
    /// pause and resume it. Nothing of it is published.
    /// </summary>
    /// <typeparam name="TProject">The project of the <c>lab</c> command.</typeparam>
    /// <param name="builder">The AppHost's builder.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="scenario">Name of a folder under scenarios/, or the path of a scenario.yaml.</param>
    public static IResourceBuilder<LabResource> AddLab<TProject>(this IDistributedApplicationBuilder builder, string name, string scenario)
        where TProject : IProjectMetadata, new()
    {
        var lab = builder.AddResource(new LabResource(name, new TProject().ProjectPath, scenario))
            .WithInitialState(LabStates.Initial(scenario))
            .WithIconName("Beaker")
            .WithOtlpExporter()
            .ExcludeFromManifest();
        if (builder.ExecutionContext.IsRunMode)
        {
            builder.Services.AddSingleton<RunPages>();
            builder.Services.AddSingleton<LabLauncher>();
            builder.Services.AddSingleton<PhaseRunner>();
            builder.Services.AddHostedService(services => services.GetRequiredService<PhaseRunner>());
            LabCommands.AddTo(lab);
            builder.Eventing.Subscribe<BeforeStartEvent>((e, _) =>
            {
                ReplicaCommands.AddTo(builder, e.Model);
                return Task.CompletedTask;
            });
        }

        return lab;
    }

    /// <summary>Adds one phase of the lab as a process of its own, which the user starts when it is wanted.</summary>
    /// <param name="lab">The lab, which knows the scenario.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="verb">Verb of the <c>lab</c> command, for example <c>stress</c>.</param>
    public static IResourceBuilder<ProjectResource> AddDriver(this IResourceBuilder<LabResource> lab, string name, string verb) =>
        lab.ApplicationBuilder.AddProject(name, lab.Resource.ProjectPath, launchProfileName: null)
            .WithArgs(verb, lab.Resource.Scenario)
            .WithAnnotation(new PublishedDriver(verb, lab.Resource.Scenario))
            .WithParentRelationship(lab)
            .WithExplicitStart()
            .ExcludeFromManifest();
}
