using Lab.Contracts;
using Lab.Contracts.Control;
using Lab.Hosting.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Lab.Hosting.Control;

/// <summary>The routes of <see cref="ControlRoutes"/>.</summary>
internal static class ControlEndpoints
{
    /// <summary>How long start, restart and a change of variables may take until healthy.</summary>
    private static readonly TimeSpan HealthLimit = TimeSpan.FromSeconds(30);

    public static void MapControl(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("").AddEndpointFilter(ControlProblems.AnswerAsync);
        group.MapGet(ControlRoutes.Resources, GetResources);
        group.MapGet(ControlRoutes.Resource, GetResource);
        group.MapGet(ControlRoutes.ConnectionString, GetConnectionString);
        group.MapPut(ControlRoutes.Environment, PutEnvironmentAsync);
        group.MapPost(ControlRoutes.ReplicaAction, PostActionAsync);
        group.MapPut(ControlRoutes.Limits, PutLimitsAsync);
        group.MapPost(ControlRoutes.Shutdown, PostShutdown);
    }

    internal static Ok<ResourceInfo[]> GetResources(Topology topology) =>
        TypedResults.Ok(topology.Resources.Select(r => r.Info).ToArray());

    internal static Ok<ResourceInfo> GetResource(string name, Topology topology) => TypedResults.Ok(topology.Resource(name).Info);

    internal static Ok<ConnectionStringInfo> GetConnectionString(string name, Topology topology) =>
        topology.Resource(name).Plan.ConnectionString is { } text
            ? TypedResults.Ok(new ConnectionStringInfo(text))
            : throw new LabException($"'{name}' has no connection string. Ask for its endpoints: GET /v1/resources/{name}");

    internal static async Task<NoContent> PutEnvironmentAsync(
        string name, EnvironmentChange change, Topology topology, TimeProvider time, CancellationToken cancellationToken)
    {
        var resource = topology.Resource(name);
        await InTimeAsync(token => resource.OverrideAsync(change.Variables ?? throw NoVariables(), token), name, time, cancellationToken);
        return TypedResults.NoContent();
    }

    internal static async Task<Ok<ReplicaInfo>> PostActionAsync(
        string id, string action, Topology topology, TimeProvider time, CancellationToken cancellationToken)
    {
        var replica = topology.Replica(id);
        var act = ReplicaActions.Find(action);
        await InTimeAsync(token => act(replica, token), id, time, cancellationToken);
        return TypedResults.Ok(replica.Info);
    }

    internal static async Task<Ok<ReplicaInfo>> PutLimitsAsync(
        string id, LimitsChange change, Topology topology, TimeProvider time, CancellationToken cancellationToken)
    {
        var replica = topology.Replica(id);
        var (cpus, memory) = (Quantity.Cpus(change.Cpu), Quantity.Bytes(change.Memory));
        await InTimeAsync(
            async token =>
            {
                await replica.LimitAsync(cpus, memory, token);
                await RunningResource.WaitHealthyAsync(replica, token);
            },
            id,
            time,
            cancellationToken);
        return TypedResults.Ok(replica.Info);
    }

    internal static Accepted PostShutdown(HostEnding ending)
    {
        ending.Request();
        return TypedResults.Accepted((string?)null);
    }

    private static LabException NoVariables() => new("The body has no 'variables'. Send { \"variables\": { \"Name\": \"value\" } }.");

    private static async Task InTimeAsync(
        Func<CancellationToken, Task> work, string what, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(HealthLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await work(either.Token);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested)
        {
            throw new TimeoutException($"'{what}' did not become healthy within {HealthLimit.TotalSeconds} s. See its log in the run folder.", e);
        }
    }
}
