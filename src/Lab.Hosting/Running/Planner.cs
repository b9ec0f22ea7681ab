using Lab.Contracts;
using Lab.Contracts.Machine;
using Lab.Control.Backing;
using Lab.Control.Links;
using Lab.Control.Replicas;
using Lab.Control.Runs;

namespace Lab.Hosting.Running;

/// <summary>Turns the model into plans: model + free ports -> commands, variables, addresses. Starts nothing.</summary>
internal sealed class Planner(RunPlace place, string appHostDirectory, HttpProbes probes, IReadOnlyDictionary<string, string?> telemetry)
{
    private readonly PortAllocation _ports = new();
    private readonly Dictionary<EndpointSettings, EndpointPorts> _allocated = [];
    private readonly Dictionary<Resource, IServerRecipe> _recipes = [];
    private IReadOnlySet<string>? _chosen;

    /// <summary>Plans in dependency order.</summary>
    /// <exception cref="LabException">Everything that is wrong with the model or missing on the machine.</exception>
    public IReadOnlyList<ResourcePlan> Plan(IReadOnlyList<Resource> resources)
    {
        string[] problems = [.. ModelCheck.Problems(resources)];
        if (problems.Length == 0)
        {
            // Looked for only in a sound model: what a broken one needs is anybody's guess.
            problems = [.. MachineProblems(resources)];
        }

        if (problems.Length > 0)
        {
            throw new LabException(problems);
        }

        // All addresses first, since a variable may name the address of a resource that comes later.
        foreach (var resource in resources)
        {
            Allocate(resource);
        }

        _chosen = StartChoice.Of(place.Start, resources.ToDictionary(resource => resource.Name, Needs));
        return [.. WaitCycle.Order(resources).Select(PlanOne)];
    }

    private static IReadOnlyList<string> Needs(Resource resource) =>
    [
        .. resource.Settings.References.Select(reference => reference.Target).Concat(resource.Settings.Waits.Select(wait => wait.Target))
            .Concat(resource is LinkResource link ? [link.Target] : [])
            .Select(needed => needed.Name),
    ];

    private static IEnumerable<string> MachineProblems(IReadOnlyList<Resource> resources)
    {
        var own = resources.Where(r => External(r) is null).ToList();
        return
        [
            .. ServerPrograms.Missing(own.Any(r => r is LabRedisResource), own.Any(r => r is LabPostgresResource)).Problems,
            .. resources.Select(ResourcePrograms.Problem).OfType<string>(),
            .. PortAllocation.Problems(resources),
        ];
    }

    private static string? External(Resource resource) => resource is LabRedisResource or LabPostgresResource
        ? Environment.GetEnvironmentVariable($"ConnectionStrings__{resource.Name}") is { Length: > 0 } configured ? configured : null
        : null;

    private void Allocate(Resource resource)
    {
        foreach (var endpoint in resource.Settings.Endpoints)
        {
            var ports = _ports.Allocate(endpoint, resource.Settings.Replicas);
            _allocated[endpoint] = ports;
            endpoint.Address = Address(endpoint, ports.Port);
        }

        if (External(resource) is null && resource is LabRedisResource)
        {
            _recipes[resource] = new RedisRecipe(Path.Combine(place.TempFolder, resource.Name), _ports.Take());
        }
        else if (External(resource) is null && resource is LabPostgresResource postgres)
        {
            _recipes[resource] = new PostgresRecipe(Path.Combine(place.TempFolder, resource.Name), _ports.Take(), postgres.Database);
        }
    }

    private ResourcePlan PlanOne(Resource resource)
    {
        var settings = resource.Settings;
        return new ResourcePlan
        {
            Name = resource.Name,
            Kind = resource.Kind,
            Verb = resource switch { LabResource => "hunt", DriverResource driver => driver.Verb, _ => null },
            Endpoints = _recipes.TryGetValue(resource, out var recipe)
                ? new Dictionary<string, Uri> { ["tcp"] = recipe.Address }
                : settings.Endpoints.ToDictionary(e => e.Name, e => e.Address!),
            References = [.. resource is LinkResource { Target: var behind } ? [behind.Name] : settings.References.Select(r => r.Target.Name).Distinct()],
            Waits = [.. settings.Waits.Select(w => new WaitPlan(w.Target.Name, w.Kind, w.ExitCode))],
            Replicas = External(resource) is null ? [.. ModelCheck.Ids(resource).Select((id, index) => PlanReplica(resource, id, index))] : [],
            Balancers = settings.Replicas == 1
                ? []
                : [.. settings.Endpoints.Select(e => new BalancerPlan(e.Name, _allocated[e].Port, _allocated[e].Targets))],
            ConnectionString = ConnectionString(resource),
            Link = (resource as LinkResource)?.Access,
            Urls = settings.Urls,
            ExplicitStart = _chosen is null ? settings.ExplicitStart : !_chosen.Contains(resource.Name),
        };
    }

    private ReplicaPlan PlanReplica(Resource resource, string id, int index)
    {
        var logFile = place.LogFile(id);
        if (_recipes.TryGetValue(resource, out var recipe))
        {
            return new ReplicaPlan
            {
                Id = id,
                Endpoint = recipe.Address,
                Probe = recipe.AnswersAsync,
                IsJob = false,
                Recipe = recipe,
                Launch = recipe.Launch(logFile, place.RunId),
            };
        }

        var settings = resource.Settings;
        var own = settings.Endpoints.Select(e => (e.Name, Address: Address(e, _allocated[e].Targets[index]), Settings: e)).ToList();
        var checkedEndpoint = own.FirstOrDefault(e => e.Settings.Scheme == "http"
            && (settings.HealthCheck?.EndpointName ?? e.Name) == e.Name);
        return new ReplicaPlan
        {
            Id = id,
            Endpoint = own.Select(e => e.Address).FirstOrDefault(),
            Probe = settings.HealthCheck is { } check
                ? probes.For(new Uri(checkedEndpoint.Address, check.Path), check.StatusCode)
                : null,
            IsJob = settings.Endpoints.Count == 0,
            IsDriver = settings.Endpoints.Count == 0 && settings.ExplicitStart,
            Launch = ResourcePrograms.Command(resource, appHostDirectory, logFile, place.RunId) with
            {
                Arguments = [.. ResourcePrograms.Prefix(resource), .. (IEnumerable<string>)(resource is LinkResource link ? Arguments(link) : settings.Arguments)],
                Environment = ServiceEnvironment.For(resource, id, [.. own.Select(e => (e.Settings, e.Address))], telemetry, ConnectionString),
            },
        };
    }

    private string[] Arguments(LinkResource link) => LinkAccess.Arguments(
        link.Name,
        ConnectionString(link.Target) is { } text ? LinkedConnectionString.Server(text) : link.Target.Settings.Endpoints.First(e => e.Name == link.Endpoint).Address!.Authority,
        link.Address.Port,
        link.Access.Admin.Port);

    private string? ConnectionString(Resource resource) => resource is LinkResource link
        ? ConnectionString(link.Target) is { } direct ? LinkedConnectionString.Through(direct, link.Address.Port) : null
        : External(resource) ?? (_recipes.TryGetValue(resource, out var recipe) ? recipe.ConnectionString : null);

    private static Uri Address(EndpointSettings endpoint, int port) => new($"{endpoint.Scheme}://127.0.0.1:{port}");
}
