using System.Diagnostics;
using System.Globalization;
using Lab.Services.Api;
using Lab.Services.Failures;
using Lab.Services.Inventory.Strategies;
using Lab.Services.Replicas;
using Lab.Services.Validation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Lab.Services.Inventory.Api;

/// <summary>Sells tickets by the configured strategy.</summary>
internal static class ReservationRoutes
{
    public static void MapReservations(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/events/{id}/reservations", ReserveAsync)
            .WithTags("Reservations")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status502BadGateway)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    internal static async Task<Results<Created<OrderReply>, Ok<OrderReply>, ValidationProblem, ProblemHttpResult>> ReserveAsync(
        string id,
        ReservationRequest request,
        [FromHeader(Name = ApiHeaders.IdempotencyKey)] string? key,
        ReservationDesk desk,
        TimeProvider time,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var quantity = request.Quantity ?? Quantity.Min;
        var problems = new ProblemList()
            .Add("id", Identifier.Problem(id, "id"))
            .Add("buyerId", Identifier.Problem(request.BuyerId, "buyerId"))
            .Add("quantity", Quantity.Problem(quantity))
            .Add(ApiHeaders.IdempotencyKey, Identifier.Problem(key, ApiHeaders.IdempotencyKey));
        if (!problems.IsEmpty)
        {
            return Problems.Invalid(problems.ByField);
        }

        var attempt = new Attempt(time)
        {
            EventId = id,
            BuyerId = request.BuyerId!,
            Quantity = quantity,
            Key = key!,
            TraceId = Activity.Current?.TraceId.ToHexString(),
        };
        var result = await desk.ReserveAsync(attempt, cancellationToken);
        if (attempt.FirstRead is { } firstRead)
        {
            response.Headers[LabHeaders.FirstRead] = firstRead.ToString(CultureInfo.InvariantCulture);
        }

        switch (result)
        {
            case ReservationResult.Sold sold:
                return TypedResults.Created((string?)null, Reply(sold.Order));
            case ReservationResult.AlreadyStored stored:
                response.Headers[ApiHeaders.IdempotentReplayed] = "true";
                return TypedResults.Ok(Reply(stored.Order));
            case ReservationResult.Refused refused:
                return Problems.Of(refused.Failure);
            default:
                throw new UnreachableException($"There is no reply for {result.GetType().Name}, because all three kinds are above.");
        }
    }

    private static OrderReply Reply(Storage.Order order) => new()
    {
        OrderId = order.Id,
        EventId = order.EventId,
        Quantity = order.Quantity,
        Replica = order.Replica,
    };
}
