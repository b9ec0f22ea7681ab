using System.Diagnostics;
using System.Globalization;
using Lab.Services.Api;
using Lab.Services.Catalog.Entries;
using Lab.Services.Catalog.Monitoring;
using Lab.Services.Catalog.Strategies;
using Lab.Services.Failures;
using Lab.Services.Redis;
using Lab.Services.Replicas;
using Lab.Services.Validation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Lab.Services.Catalog.Api;

/// <summary>Updates and shows products by the configured strategy.</summary>
internal static class ProductRoutes
{
    /// <summary>Longest name, in characters.</summary>
    public const int MaxName = 64;

    /// <summary>Highest price.</summary>
    public const long MaxCents = 1_000_000_000;

    public static void MapProducts(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/products").WithTags("Products");
        group.MapPut("/{id}", UpdateAsync)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status502BadGateway)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/{id}", ReadAsync)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    internal static async Task<Results<Ok<UpdateReply>, ValidationProblem, ProblemHttpResult>> UpdateAsync(
        string id,
        UpdateProduct request,
        [FromHeader(Name = ApiHeaders.IdempotencyKey)] string? key,
        Strategy strategy,
        TimeProvider time,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var problems = new ProblemList()
            .Add("id", Identifier.Problem(id, "id"))
            .Add("name", request.Name is { Length: >= 1 and <= MaxName }
                ? null
                : $"name has {request.Name?.Length ?? 0} characters; it must have 1 to {MaxName}.")
            .Add("cents", request.Cents is >= 0 and <= MaxCents
                ? null
                : $"cents is {request.Cents?.ToString(CultureInfo.InvariantCulture) ?? "missing"}; it must be 0 to {MaxCents}.")
            .Add(ApiHeaders.IdempotencyKey, Identifier.Problem(key, ApiHeaders.IdempotencyKey));
        if (!problems.IsEmpty)
        {
            return Problems.Invalid(problems.ByField);
        }

        var visit = new Visit(time) { ProductId = id, Operation = key! };
        UpdateResult result;
        try
        {
            result = await strategy.Updater.UpdateAsync(visit, new Product(key!, request.Name!, request.Cents!.Value), cancellationToken);
        }
        catch (RedisNodeException)
        {
            // The entry may have been written, and what was made from the one before may still be there.
            return Problems.Of(KnownFailures.OutcomeUnknown with { Title = "Redis failed on the way; the update may have happened." });
        }

        Stamp(response, visit);
        return result switch
        {
            UpdateResult.Done => TypedResults.Ok(new UpdateReply(id, key!)),
            UpdateResult.Busy => Busy,
            UpdateResult.Frozen => Problems.Of(KnownFailures.CatalogFrozen),
            _ => throw new UnreachableException($"There is no reply for {result}, because all results are above."),
        };
    }

    internal static async Task<Results<Ok<ProductReply>, ValidationProblem, ProblemHttpResult>> ReadAsync(
        string id,
        [FromHeader(Name = ApiHeaders.IdempotencyKey)] string? key,
        Strategy strategy,
        MismatchMonitor monitor,
        TimeProvider time,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (Identifier.Problem(id, "id") is { } problem)
        {
            return Problems.Invalid(new ProblemList().Add("id", problem).ByField);
        }

        var visit = new Visit(time) { ProductId = id, Operation = key ?? "" };
        ReadResult result;
        try
        {
            result = await strategy.Reader.ReadAsync(visit, cancellationToken);
        }
        catch (RedisNodeException)
        {
            return Problems.Of(KnownFailures.CacheUnavailable with { Title = "The product could not be read." });
        }

        Stamp(response, visit);
        switch (result)
        {
            case ReadResult.Found found:
                monitor.Answered(id, found.Page);
                return TypedResults.Ok(Reply(id, found.Page));
            case ReadResult.Missing:
                return Problems.Of(KnownFailures.UnknownProduct, $"No product has the id '{id}'. Add it with PUT /products/{id}.");
            case ReadResult.Busy:
                return Busy;
            default:
                throw new UnreachableException($"There is no reply for {result.GetType().Name}, because all three kinds are above.");
        }
    }

    private static ProblemHttpResult Busy =>
        Problems.Of(KnownFailures.LeaseBusy with { Title = "The product's lock could not be had in time; nothing was done." });

    private static void Stamp(HttpResponse response, Visit visit)
    {
        if (visit.FirstTouch is { } touch)
        {
            response.Headers[LabHeaders.FirstRead] = touch.ToString(CultureInfo.InvariantCulture);
        }
    }

    private static ProductReply Reply(string id, ProductPage page) => new()
    {
        Id = id,
        Name = page.Product.Name,
        UpdateId = page.Product.UpdateId,
        Listing = new PartReply(page.Listing.Text, page.Listing.UpdateId),
        Price = new PartReply(page.Price.Text, page.Price.UpdateId),
    };
}
