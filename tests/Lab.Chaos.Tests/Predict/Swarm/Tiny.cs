using Lab.Chaos.Predict.Model;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Tests.Predict.Swarm;

/// <summary>
/// Systems so small that every moment can be computed by hand: a step at redis or postgres takes 1 ms, at payments 10 ms, and processors
/// take no time.
/// </summary>
internal static class Tiny
{
    public static ServiceModel Service(string name, double milliseconds, ServiceKind kind = ServiceKind.Http) => new()
    {
        Name = name,
        Kind = kind,
        Replicas = 1,
        Latency = Constant(milliseconds),
        Cpu = new Known<TimeSpan>(TimeSpan.Zero, Origin.Given),
        Concurrency = null,
        Quota = null,
    };

    /// <summary>One operation <c>buy</c> of <c>shop</c>, which a request enters after 1 ms.</summary>
    public static SystemModel Shop(params Step[] steps) => At(new OperationModel { Name = "buy", Service = "shop", Steps = steps });

    /// <summary>Operations each of a service of its own, entered so many milliseconds after the start.</summary>
    public static SystemModel Timed(params (string Name, double Enters, Step[] Steps)[] operations) => Of(
        [.. operations.Select(operation => Service(operation.Name, operation.Enters))],
        [.. operations.Select(operation => new OperationModel { Name = operation.Name, Service = operation.Name, Steps = operation.Steps })]);

    /// <summary>All operations, their services being entered after 1 ms.</summary>
    public static SystemModel At(params OperationModel[] operations) =>
        Of([.. operations.Select(operation => operation.Service).Distinct().Select(name => Service(name, 1))], operations);

    public static SystemModel With(this SystemModel model, string service, Func<ServiceModel, ServiceModel> change) =>
        model with { Services = [.. model.Services.Select(candidate => candidate.Name == service ? change(candidate) : candidate)] };

    public static SystemModel With(this SystemModel model, SwarmModel swarm) => model with { Swarm = swarm };

    public static Known<Latency> Constant(double milliseconds) => Lognormal(milliseconds, milliseconds);

    public static Known<Latency> Lognormal(double median, double p99) =>
        new(new Latency(TimeSpan.FromMilliseconds(median), TimeSpan.FromMilliseconds(p99)), Origin.Given);

    public static Known<TimeSpan> Cpu(double milliseconds) => new(TimeSpan.FromMilliseconds(milliseconds), Origin.Given);

    private static SystemModel Of(IReadOnlyList<ServiceModel> callers, IReadOnlyList<OperationModel> operations)
    {
        ServiceModel[] services = [.. callers, Service("redis", 1, ServiceKind.Redis), Service("postgres", 1, ServiceKind.Postgres), Service("payments", 10)];
        return new SystemModel
        {
            Scenario = "tiny",
            Variant = null,
            Services = services,
            Operations = operations,
            Swarm = new SwarmModel(),
            Volley = new VolleyModel(1, 2, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30)),
            Incidents = [],
            Boundaries = [.. callers.SelectMany(caller => services.Where(called => called != caller).Select(called => new Boundary(caller.Name, called.Name)))],
        };
    }
}
