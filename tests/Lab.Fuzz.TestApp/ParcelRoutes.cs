namespace Lab.Fuzz.TestApp;

/// <summary>No fault is planted here: what the fuzzer says about it would be a false alarm.</summary>
internal static class ParcelRoutes
{
    public static void MapParcels(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/parcels", Create).Produces<Parcel>(201).Produces(400).Produces(415);
        routes.MapGet("/parcels/{parcelId}", (string parcelId) => TypedResults.Ok(new Parcel(parcelId, 1, null)));
    }

    private static IResult Create(Parcel parcel) => parcel is { ParcelId.Length: > 0, Weight: > 0 }
        ? Results.Created((string?)null, parcel)
        : Results.StatusCode(StatusCodes.Status400BadRequest);
}

/// <summary>A parcel.</summary>
/// <param name="ParcelId">Chosen by the client.</param>
/// <param name="Weight">Kilograms above zero.</param>
/// <param name="Sent">When.</param>
public sealed record Parcel(string? ParcelId, decimal? Weight, DateTimeOffset? Sent);
