using Lab.Services.Failures;
using Lab.Services.Inventory.Cache;
using Lab.Services.Inventory.Storage;
using Lab.Services.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Lab.Services.Inventory.Api;

/// <summary>Creates and shows events.</summary>
internal static class EventRoutes
{
    /// <summary>Most tickets of one event.</summary>
    public const int MaxCapacity = 1_000_000;

    public static void MapEvents(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/events").WithTags("Events");
        group.MapPut("/{id}", CreateAsync)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        group.MapGet("/{id}", ReadAsync).ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>Sent twice it creates once, so that a volley's set-up may be repeated.</summary>
    internal static async Task<Results<Created<EventReply>, Ok<EventReply>, ValidationProblem, ProblemHttpResult>> CreateAsync(
        string id, CreateEvent request, EventStore events, StockCache cache, StockProjection projection, CancellationToken cancellationToken)
    {
        var problems = new ProblemList()
            .Add("id", Identifier.Problem(id, "id"))
            .Add("capacity", request.Capacity is >= 1 and <= MaxCapacity
                ? null
                : $"capacity is {request.Capacity?.ToString() ?? "missing"}; it must be 1 to {MaxCapacity} tickets.");
        if (request.Capacity is not { } capacity || !problems.IsEmpty)
        {
            return Problems.Invalid(problems.ByField);
        }

        if (await events.TryCreateAsync(id, capacity, cancellationToken) is { } created)
        {
            await projection.ShowAsync(id, created.Stock);
            return TypedResults.Created($"/events/{id}", Reply(created, await cache.TryReadAsync(id)));
        }

        var existing = await events.FindAsync(id, cancellationToken);
        return existing?.Capacity == capacity
            ? TypedResults.Ok(Reply(existing, await cache.TryReadAsync(id)))
            : Problems.Of(KnownFailures.EventExists, $"Event '{id}' has capacity {existing?.Capacity}. Choose another id.");
    }

    internal static async Task<Results<Ok<EventReply>, ValidationProblem, ProblemHttpResult>> ReadAsync(
        string id, EventStore events, StockCache cache, CancellationToken cancellationToken)
    {
        if (Identifier.Problem(id, "id") is { } problem)
        {
            return Problems.Invalid(new ProblemList().Add("id", problem).ByField);
        }

        return await events.FindAsync(id, cancellationToken) is { } found
            ? TypedResults.Ok(Reply(found, await cache.TryReadAsync(id)))
            : Problems.Of(KnownFailures.UnknownEvent, $"No event has the id '{id}'. Create it with PUT /events/{id}.");
    }

    private static EventReply Reply(EventRow row, long? cached) =>
        new() { Id = row.Id, Capacity = row.Capacity, Remaining = row.Stock.Remaining, Cached = cached };
}
