using Lab.Contracts;
using Lab.Contracts.Control;
using Lab.Control.Links;
using Lab.Control.Processes;
using Lab.Control.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Lab.Control.Api;

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
        group.MapGet(ControlRoutes.LimitUsage, GetLimitUsage);
        group.MapPut(ControlRoutes.Boost, PutBoost);
        group.MapDelete(ControlRoutes.Boost, DeleteBoost);
        group.MapGet(ControlRoutes.Toxics, ForwardAllAsync);
        group.MapDelete(ControlRoutes.Toxics, ForwardAllAsync);
        group.MapPut(ControlRoutes.Toxic, ForwardToxicAsync);
        group.MapDelete(ControlRoutes.Toxic, ForwardToxicAsync);
        group.MapGet(ControlRoutes.Dashboard, GetDashboard);
        group.MapPost(ControlRoutes.Shutdown, PostShutdown);
        group.MapHold();
        group.MapStress();
    }

    internal static Ok<IReadOnlyList<ResourceInfo>> GetResources(ILabTopology topology) => TypedResults.Ok(topology.Resources);

    internal static Ok<ResourceInfo> GetResource(string name, ILabTopology topology) => TypedResults.Ok(topology.Resource(name));

    internal static Ok<ConnectionStringInfo> GetConnectionString(string name, ILabTopology topology) =>
        topology.ConnectionString(topology.Resource(name).Name) is { } text
            ? TypedResults.Ok(new ConnectionStringInfo(text))
            : throw new LabException($"'{name}' has no connection string. Ask for its endpoints: GET /v1/resources/{name}");

    internal static async Task<NoContent> PutEnvironmentAsync(
        string name, EnvironmentChange change, ILabTopology topology, TimeProvider time, CancellationToken cancellationToken)
    {
        var resource = topology.Resource(name).Name;
        var variables = change.Variables ?? throw NoVariables();
        await InTimeAsync(token => topology.OverrideAsync(resource, variables, token), name, time, cancellationToken);
        return TypedResults.NoContent();
    }

    internal static async Task<Ok<ReplicaInfo>> PostActionAsync(
        string id, string action, ILabTopology topology, TimeProvider time, CancellationToken cancellationToken)
    {
        var replica = topology.Replica(id).Id;
        var act = ReplicaActions.Find(action);
        await InTimeAsync(token => topology.ActAsync(replica, act, token), id, time, cancellationToken);
        return TypedResults.Ok(topology.Replica(id));
    }

    internal static async Task<Ok<ReplicaInfo>> PutLimitsAsync(
        string id, LimitsChange change, ILabTopology topology, TimeProvider time, CancellationToken cancellationToken)
    {
        var replica = topology.Replica(id).Id;
        var (cpus, memory) = (Quantity.Cpus(change.Cpu), Quantity.Bytes(change.Memory));
        await InTimeAsync(token => topology.LimitAsync(replica, cpus, memory, token), id, time, cancellationToken);
        return TypedResults.Ok(topology.Replica(id));
    }

    internal static Ok<LimitUsage> GetLimitUsage(string id, ILabTopology topology, ILimits limits) =>
        TypedResults.Ok(limits.Usage(topology.Replica(id).Id));

    internal static Ok<BoostAnswer> PutBoost(string name, BoostWish wish, ILabTopology topology, Boosts boosts) =>
        TypedResults.Ok(boosts.Begin(topology.Resource(name), wish));

    internal static NoContent DeleteBoost(string name, ILabTopology topology, Boosts boosts)
    {
        boosts.End(topology.Resource(name).Name);
        return TypedResults.NoContent();
    }

    internal static Task<IResult> ForwardAllAsync(
        string name, HttpRequest request, LinkForwarding links, ILabTopology topology, CancellationToken cancellationToken) =>
        links.ForwardAsync(request, topology.Resource(name), toxic: null, topology, cancellationToken);

    internal static Task<IResult> ForwardToxicAsync(
        string name, string toxic, HttpRequest request, LinkForwarding links, ILabTopology topology, CancellationToken cancellationToken) =>
        links.ForwardAsync(request, topology.Resource(name), toxic, topology, cancellationToken);

    internal static Ok<DashboardInfo> GetDashboard(ControlledLab lab) =>
        TypedResults.Ok(lab.Dashboard?.Invoke() ?? new DashboardInfo { State = ResourceState.NotStarted });

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
