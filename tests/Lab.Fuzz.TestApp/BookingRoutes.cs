namespace Lab.Fuzz.TestApp;

/// <summary>Planted: an id that comes twice at the same time is a 500. One after the other it is a 409, as it should be.</summary>
internal static class BookingRoutes
{
    public static void MapBookings(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/bookings", Create).Produces<Booking>(201).Produces(400).Produces(409).Produces(415);

    private static async Task<IResult> Create(Booking booking, Bookings bookings, CancellationToken cancellationToken)
    {
        if (booking.BookingId is not { Length: > 0 and < 100 } id || booking.Seat is null)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        if (bookings.Has(id))
        {
            return Results.StatusCode(StatusCodes.Status409Conflict);
        }

        // The planted fault: between the look and the write others look too.
        await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, cancellationToken);
        bookings.Add(id);
        return Results.Created((string?)null, booking);
    }
}

/// <summary>Ids that were booked.</summary>
internal sealed class Bookings
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, bool> _ids = [];

    public bool Has(string id)
    {
        lock (_lock)
        {
            return _ids.ContainsKey(id);
        }
    }

    /// <exception cref="ArgumentException">It is there already.</exception>
    public void Add(string id)
    {
        lock (_lock)
        {
            _ids.Add(id, true);
        }
    }
}

/// <summary>A seat for somebody.</summary>
/// <param name="BookingId">Chosen by the client.</param>
/// <param name="Seat">Anything.</param>
/// <param name="Guest">Anything, or nothing.</param>
public sealed record Booking(string? BookingId, string? Seat, string? Guest);
