using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Model;

/// <summary>Fills a model from a scenario. Numbers that the scenario leaves out are assumed, and say so.</summary>
internal static class ModelBuilder
{
    /// <param name="scenario">As read.</param>
    /// <param name="variant">Whose operations replace the scenario's own of the same name; null for none.</param>
    /// <param name="processors">Of the machine on which the lab would start an AppHost, whose replicas share them; null for one a replica.</param>
    public static SystemModel Build(Scenario scenario, Variant? variant, int? processors)
    {
        OperationModel[] operations =
        [
            .. scenario.Operations.Select(operation => variant?.Operations.FirstOrDefault(own => own.Name == operation.Name) ?? operation),
            .. (variant?.Operations ?? []).Where(own => scenario.Operations.All(operation => operation.Name != own.Name)),
        ];

        // What somebody else started may be on any number of machines.
        int? shared = scenario.Target.AppHost is null ? null : processors;
        return new SystemModel
        {
            Scenario = scenario.Name,
            Variant = variant?.Name,
            Services = [.. scenario.Services.Select(Service)],
            Operations = operations,
            Swarm = scenario.Swarm with { Cores = scenario.Swarm.Cores ?? shared },
            CoresOrigin = scenario.Swarm.Cores is null ? Origin.Assumed : Origin.Given,
            Volley = new VolleyModel(scenario.Workload.Stock, scenario.Workload.Requests, scenario.Workload.Within, scenario.Workload.Timeout),
            Incidents = scenario.Incidents,
            Boundaries = [.. Boundaries(scenario.Services, operations).Distinct()],
        };
    }

    private static ServiceModel Service(Service service) => new()
    {
        Name = service.Name,
        Kind = service.Kind,
        Replicas = service.Replicas,
        Latency = Known(service.Latency, AssumedNumbers.Latency(service.Kind)),
        Cpu = service.Cpu is { } cpu ? new(cpu, Origin.Given) : new(AssumedNumbers.Cpu(service.Kind), Origin.Assumed),
        Concurrency = service.Concurrency,
        Quota = service.Quota,
    };

    private static Known<Latency> Known(Latency? given, Latency assumed) =>
        given is null ? new(assumed, Origin.Assumed) : new(given, Origin.Given);

    private static IEnumerable<Boundary> Boundaries(IReadOnlyList<Service> services, IReadOnlyList<OperationModel> operations) =>
    [
        .. services.SelectMany(service => service.Calls.Select(called => new Boundary(service.Name, called))),
        .. operations.SelectMany(operation => Touched(operation.Steps).Select(resource => new Boundary(operation.Service, resource))),
    ];

    private static IEnumerable<string> Touched(IReadOnlyList<Step> steps) =>
        steps.SelectMany(step => Touched(step.Steps).Prepend(step.Resource));
}
