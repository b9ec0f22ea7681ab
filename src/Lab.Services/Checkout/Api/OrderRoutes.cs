using System.Diagnostics;
using Lab.Services.Api;
using Lab.Services.Checkout.Inventory;
using Lab.Services.Checkout.Orders;
using Lab.Services.Failures;
using Lab.Services.Replicas;
using Lab.Services.Validation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Lab.Services.Checkout.Api;

/// <summary>The public API: place an order, look at one.</summary>
internal static class OrderRoutes
{
    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/orders").WithTags("Orders");
        group.MapPost("/", PlaceAsync)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status502BadGateway)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .ProducesProblem(StatusCodes.Status504GatewayTimeout);
        group.MapGet("/{id}", ReadAsync).ProducesProblem(StatusCodes.Status404NotFound);
    }

    internal static async Task<Results<Created<OrderReply>, Ok<OrderReply>, ValidationProblem, ProblemHttpResult>> PlaceAsync(
        PlaceOrder request,
        [FromHeader(Name = ApiHeaders.IdempotencyKey)] string? key,
        InventoryClient inventory,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        // Without the header each request is an order of its own.
        key ??= Guid.NewGuid().ToString("N");
        var quantity = request.Quantity ?? Quantity.Min;
        var problems = new ProblemList()
            .Add("eventId", Identifier.Problem(request.EventId, "eventId"))
            .Add("buyerId", Identifier.Problem(request.BuyerId, "buyerId"))
            .Add("quantity", Quantity.Problem(quantity))
            .Add(ApiHeaders.IdempotencyKey, Identifier.Problem(key, ApiHeaders.IdempotencyKey));
        if (!problems.IsEmpty)
        {
            return Problems.Invalid(problems.ByField);
        }

        var reservation = new ReservationRequest(request.BuyerId, quantity);
        var answer = await inventory.ReserveAsync(request.EventId!, reservation, key, cancellationToken);
        PassOn(response.Headers, LabHeaders.Replica, answer.Replica);
        PassOn(response.Headers, LabHeaders.FirstRead, answer.FirstRead);
        switch (answer)
        {
            case { Failure: { } failure }:
                return Problems.Of(failure);
            case { Order: { } order, IsReplay: false }:
                return TypedResults.Created($"/orders/{order.OrderId}", order);
            case { Order: { } order }:
                response.Headers[ApiHeaders.IdempotentReplayed] = "true";
                return TypedResults.Ok(order);
            default:
                throw new UnreachableException("Inventory's answer is empty, because neither order nor failure was set.");
        }
    }

    internal static async Task<Results<Ok<OrderReply>, ValidationProblem, ProblemHttpResult>> ReadAsync(
        string id, OrderReader orders, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(id, "D", out var orderId))
        {
            return Problems.Invalid(
                new ProblemList().Add("id", "id is no order id. Give the orderId of a reply, as 8-4-4-4-12 hex digits.").ByField);
        }

        return await orders.FindAsync(orderId, cancellationToken) is { } order
            ? TypedResults.Ok(order)
            : Problems.Of(KnownFailures.UnknownOrder, $"No order has the id {orderId}.");
    }

    private static void PassOn(IHeaderDictionary headers, string name, string? value)
    {
        if (value is not null)
        {
            headers[name] = value;
        }
    }
}
