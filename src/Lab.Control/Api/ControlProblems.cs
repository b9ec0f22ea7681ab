using Lab.Contracts;
using Lab.Contracts.Control;
using Microsoft.AspNetCore.Http;

namespace Lab.Control.Api;

/// <summary>Turns what can go wrong into problem documents: unknown name 404, not possible now 409, not healthy in time 504.</summary>
internal static class ControlProblems
{
    public static async ValueTask<object?> AnswerAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (UnknownNameException e)
        {
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status404NotFound);
        }
        catch (LabException e)
        {
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status409Conflict);
        }
        catch (TimeoutException e)
        {
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status504GatewayTimeout);
        }
    }

    public static ResourceInfo Resource(this ILabTopology topology, string name)
    {
        var resources = topology.Resources;
        return resources.FirstOrDefault(r => r.Name == name)
            ?? throw new UnknownNameException("resource", name, [.. resources.Select(r => r.Name)]);
    }

    public static ReplicaInfo Replica(this ILabTopology topology, string id)
    {
        ReplicaInfo[] replicas = [.. topology.Resources.SelectMany(r => r.Replicas)];
        return replicas.FirstOrDefault(r => r.Id == id) ?? throw new UnknownNameException("replica", id, [.. replicas.Select(r => r.Id)]);
    }
}

/// <summary>A name that nothing has; the message lists those that exist.</summary>
internal sealed class UnknownNameException(string kind, string name, IReadOnlyList<string> known)
    : Exception($"Unknown {kind} '{name}'. Known: {string.Join(", ", known)}.");
