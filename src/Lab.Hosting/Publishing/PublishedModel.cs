using Lab.Contracts;
using Lab.Control.Publishing;
using Lab.Control.Publishing.Manifests;

namespace Lab.Hosting.Publishing;

/// <summary>
/// This engine's model as what is published: projects with an endpoint become services, servers become stateful sets, the lab's drivers become jobs. Links
/// stay here, and whoever goes through one refers to what is behind it.
/// </summary>
internal static class PublishedModel
{
    /// <exception cref="LabException">Resources that cannot be published.</exception>
    public static PublishedSystem Of(IReadOnlyList<Resource> resources, string repository)
    {
        var published = resources.Where(resource => resource is not (LabResource or DriverResource) && resource.Behind == resource && !resource.Settings.IsExcluded).ToList();
        string[] problems =
        [
            .. ModelCheck.Problems(resources),
            .. published.OfType<ExecutableResource>().Select(program =>
                $"Resource '{program.Name}' is the program {program.Command}, of which there is no image. Make it a project, or take it out when publishing."),
        ];
        if (problems.Length > 0)
        {
            throw new LabException(problems);
        }

        // Values of variables may name addresses, which here are those of the cluster.
        foreach (var resource in published)
        {
            foreach (var (endpoint, port) in resource.Settings.Endpoints.Zip(Ports(resource)))
            {
                endpoint.Address = new Uri(Surroundings.Address(resource.Name, port));
            }
        }

        var lab = resources.OfType<LabResource>().FirstOrDefault();
        var scenario = lab is null ? null : Faults.ScenarioFolder(lab.Scenario, repository);
        return new PublishedSystem
        {
            Name = Path.GetFileName(scenario) ?? "lab",
            Workloads = [.. published.Select(resource => Workload(resource, repository))],
            Drivers =
            [
                .. resources.OfType<DriverResource>().Where(driver => Driver.IsJob(driver.Verb))
                    .Select(driver => new Driver(driver.Name, driver.Verb, driver.Scenario, PublishOptions.Repository(driver.Metadata!.ProjectPath))),
            ],
            ScenarioFolder = scenario,
        };
    }

    private static Workload Workload(Resource resource, string repository)
    {
        var settings = resource.Settings;
        return new Workload
        {
            Name = resource.Name,
            Kind = resource switch
            {
                LabRedisResource => WorkloadKind.Redis,
                LabPostgresResource => WorkloadKind.Postgres,
                _ => WorkloadKind.Service,
            },
            Repository = resource is ProjectResource { Metadata: { } metadata } ? PublishOptions.Repository(metadata.ProjectPath) : "",
            Replicas = settings.Replicas,
            Arguments = settings.Arguments,
            Variables = Variables(resource),
            References = [.. settings.References.Select(reference => new WorkloadReference(reference.Name, reference.Target.Behind.Name)).Distinct()],
            Ports = [.. Ports(resource)],
            Cpu = settings.CpuLimit,
            Memory = settings.MemoryLimit,
            Probes = settings.ProbePaths is [var ready, var alive] ? new ProbePaths(ready, alive) : null,
            IsExternal = settings.IsExternal,
            Database = (resource as LabPostgresResource)?.Database ?? "",
            Folders = [.. MountedFolders.Of(settings.Arguments, repository)],
        };
    }

    private static Dictionary<string, string> Variables(Resource resource)
    {
        var variables = new Dictionary<string, string> { ["OTEL_SERVICE_NAME"] = resource.Name };
        foreach (var (name, value) in resource.Settings.Environment)
        {
            variables[name] = value() ?? "";
        }

        foreach (var (endpoint, port) in resource.Settings.Endpoints.Zip(Ports(resource)).Where(pair => pair.First.PortVariable is not null))
        {
            variables[endpoint.PortVariable!] = $"{port.Number}";
        }

        return variables;
    }

    private static IEnumerable<WorkloadPort> Ports(Resource resource) => resource is ProjectResource
        ? resource.Settings.Endpoints.Select((endpoint, n) => new WorkloadPort(endpoint.Name, endpoint.Scheme, endpoint.TargetPort ?? WorkloadPort.First + n))
        : [];
}
