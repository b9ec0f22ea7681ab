using System.Text.Json;

namespace Lab.Fuzz.TestApp;

/// <summary>Planted: a lone surrogate in the name is a 500, because text is read from a raw JSON element and nobody expects that to throw.</summary>
internal static class CustomerRoutes
{
    public static void MapCustomers(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/customers", Create).Accepts<Customer>("application/json").Produces<Customer>(201).Produces(400).Produces(415);

    private static async Task<IResult> Create(HttpRequest request)
    {
        if (!request.HasJsonContentType())
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        JsonElement body;
        try
        {
            body = await request.ReadFromJsonAsync<JsonElement>(request.HttpContext.RequestAborted);
        }
        catch (JsonException)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        if (Text(body, "name") is not { } name || Text(body, "email") is not { } email)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        // The planted fault: GetString throws for what is no valid UTF-16. Next to it, the same done right.
        var customer = new Customer(name.GetString()!, Readable(email) ?? "", null);
        return Results.Created((string?)null, customer);
    }

    private static JsonElement? Text(JsonElement body, string name)
    {
        try
        {
            return body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value : null;
        }
        catch (InvalidOperationException)
        {
            return null;   // a name that is no valid UTF-16
        }
    }

    private static string? Readable(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}

/// <summary>A customer.</summary>
/// <param name="Name">Anything.</param>
/// <param name="Email">Anything.</param>
/// <param name="City">Anything, or nothing.</param>
public sealed record Customer(string Name, string Email, string? City);
