using Lab.AppHost.Aspire.Phases;
using Lab.Contracts;
using Lab.Control.Publishing;
using Lab.Control.Publishing.Manifests;

namespace Lab.AppHost.Aspire.Publishing;

/// <summary>
/// Aspire's model as what is published in plain manifests, the same as the embedded engine's: a database has the name that services know it by, and its
/// server none of its own. Links are not in a model that is published.
/// </summary>
internal sealed class PublishedModel(DistributedApplicationModel model, DistributedApplicationExecutionContext execution, string repository)
{
    // What Aspire sets itself, by the beginnings of the names; addresses and connection strings are put together anew.
    private static readonly string[] Aspires = ["OTEL_", "ASPNETCORE_", "DOTNET_", "services__", "ConnectionStrings__"];

    /// <summary>Resources that Aspire's chart calls otherwise: a database is reached at its server.</summary>
    public IReadOnlyDictionary<string, string> Renamed =>
        model.Resources.OfType<PostgresDatabaseResource>().ToDictionary(database => database.Name, database => database.Parent.Name);

    /// <exception cref="LabException">A resource has no image.</exception>
    public async Task<PublishedSystem> ReadAsync(CancellationToken cancellationToken)
    {
        var workloads = new List<Workload>();
        foreach (var resource in model.Resources.Where(IsPublished))
        {
            workloads.Add(await WorkloadAsync(resource, cancellationToken));
        }

        var lab = model.Resources.OfType<LabResource>().FirstOrDefault();
        var scenario = lab is null ? null : Faults.ScenarioFolder(lab.Scenario, repository);
        return new PublishedSystem
        {
            Name = Path.GetFileName(scenario) ?? "lab",
            Workloads = workloads,
            Drivers =
            [
                .. from project in model.Resources.OfType<ProjectResource>()
                   from driver in project.Annotations.OfType<PublishedDriver>()
                   where Driver.IsJob(driver.Verb)
                   select new Driver(project.Name, driver.Verb, driver.Scenario, Repository(project)),
            ],
            ScenarioFolder = scenario,
        };
    }

    private static bool IsPublished(IResource resource) =>
        resource is RedisResource or PostgresDatabaseResource
        || (resource is ProjectResource && !resource.Annotations.Contains(ManifestPublishingCallbackAnnotation.Ignore) && !resource.Annotations.OfType<PublishedDriver>().Any() && !resource.Name.EndsWith("-rebuilder", StringComparison.Ordinal));

    private async Task<Workload> WorkloadAsync(IResource resource, CancellationToken cancellationToken)
    {
        if (resource is not ProjectResource project)
        {
            return new Workload
            {
                Name = resource.Name,
                Kind = resource is RedisResource ? WorkloadKind.Redis : WorkloadKind.Postgres,
                Database = (resource as PostgresDatabaseResource)?.DatabaseName ?? "",
            };
        }

        var arguments = await ArgumentsAsync(project, cancellationToken);
        return new Workload
        {
            Name = project.Name,
            Kind = WorkloadKind.Service,
            Repository = Repository(project),
            Replicas = project.GetReplicaCount(),
            Arguments = arguments,
            Variables = await VariablesAsync(project, cancellationToken),
            References = [.. AspireModel.References(project).Select(name => new WorkloadReference(name, name))],
            Ports = [.. Ports(project)],
            Cpu = Limit(project, "cpu"),
            Memory = Limit(project, "memory"),
            Probes = project.Annotations.OfType<PublishedPaths>().Select(paths => new ProbePaths(paths.Ready, paths.Alive)).LastOrDefault(),
            IsExternal = project.Annotations.OfType<EndpointAnnotation>().Any(endpoint => endpoint.IsExternal),
            Folders = [.. MountedFolders.Of(arguments, repository)],
        };
    }

    private async Task<IReadOnlyList<string>> ArgumentsAsync(ProjectResource project, CancellationToken cancellationToken)
    {
        var arguments = new List<object>();
        var context = new CommandLineArgsCallbackContext(arguments, project, cancellationToken) { ExecutionContext = execution };
        foreach (var annotation in project.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        return [.. arguments.OfType<string>()];
    }

    // Text is what AppHost.cs says; all else are references, of which only endpoints are asked for by name.
    private async Task<Dictionary<string, string>> VariablesAsync(ProjectResource project, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, object>();
        var context = new EnvironmentCallbackContext(execution, project, values, cancellationToken);
        foreach (var annotation in project.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        var variables = new Dictionary<string, string> { ["OTEL_SERVICE_NAME"] = project.Name };
        foreach (var (name, value) in values.Where(value => !Aspires.Any(beginning => value.Key.StartsWith(beginning, StringComparison.Ordinal))))
        {
            switch (value)
            {
                case string text:
                    variables[name] = text;
                    break;
                case EndpointReference endpoint when Ports(endpoint.Resource).FirstOrDefault(port => port.Name == endpoint.EndpointName) is { } port:
                    variables[name] = Surroundings.Address(endpoint.Resource.Name, port);
                    break;
            }
        }

        return variables;
    }

    private static IEnumerable<WorkloadPort> Ports(IResource resource) => resource.Annotations.OfType<EndpointAnnotation>()
        .Where(endpoint => endpoint.UriScheme != "https")
        .Select((endpoint, n) => new WorkloadPort(endpoint.Name, endpoint.UriScheme, endpoint.TargetPort ?? WorkloadPort.First + n));

    private static string? Limit(ProjectResource resource, string what) =>
        resource.Annotations.OfType<PublishedLimit>().Where(limit => limit.What == what).Select(limit => limit.Quantity).LastOrDefault();

    private static string Repository(ProjectResource project) => PublishOptions.Repository(project.GetProjectMetadata().ProjectPath);
}
