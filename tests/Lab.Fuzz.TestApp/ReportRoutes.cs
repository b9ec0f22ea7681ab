namespace Lab.Fuzz.TestApp;

/// <summary>Planted: from 2^31 pages on the counter is negative, and what waits for it to reach zero waits for ever.</summary>
internal static class ReportRoutes
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    public static void MapReports(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/reports", Create).Produces<Report>(201).Produces(400).Produces(415);

    private static async Task<IResult> Create(Report report, CancellationToken cancellationToken)
    {
        if (report.Pages is null or < 0 || report.Title is null)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        // The planted fault: a long is cut to an int.
        var left = unchecked((int)report.Pages.Value);
        while (left < 0)
        {
            await Task.Delay(Look, TimeProvider.System, cancellationToken);
        }

        return Results.Created((string?)null, report);
    }
}

/// <summary>A report to print.</summary>
/// <param name="Title">Anything.</param>
/// <param name="Pages">0 or more.</param>
public sealed record Report(string? Title, long? Pages);
