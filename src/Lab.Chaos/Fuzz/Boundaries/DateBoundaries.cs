using Lab.Chaos.Fuzz.Payloads;

namespace Lab.Chaos.Fuzz.Boundaries;

/// <summary>Dates at the edges of calendars, clocks and the types that keep them.</summary>
internal static class DateBoundaries
{
    private static readonly (string Group, string Value)[] Times =
    [
        ("earliest date", "0001-01-01T00:00:00Z"),
        ("latest date", "9999-12-31T23:59:59.9999999Z"),
        ("date beyond its type", "10000-01-01T00:00:00Z"),
        ("date beyond its type", "-0001-01-01T00:00:00Z"),
        ("epoch edge", "1969-12-31T23:59:59Z"),
        ("epoch edge", "1970-01-01T00:00:00Z"),
        ("epoch edge", "2038-01-19T03:14:08Z"),
        ("leap day", "2024-02-29T00:00:00Z"),
        ("date that is none", "2023-02-29T00:00:00Z"),
        ("date that is none", "2024-13-01T00:00:00Z"),
        ("date that is none", "2024-04-31T00:00:00Z"),
        ("leap second", "2016-12-31T23:59:60Z"),
        ("time zone", "2024-01-01T00:00:00+14:00"),
        ("time zone", "2024-01-01T00:00:00-23:59"),
        ("time zone", "2024-01-01T00:00:00"),
        ("edge of the type with a zone", "0001-01-01T00:00:00+14:00"),
        ("many digits", "2024-01-01T00:00:00.12345678901234567890Z"),
    ];

    public static IEnumerable<Boundary> Of(string format) => format == "date"
        ? Times.Select(time => time.Value[..time.Value.IndexOf('T', StringComparison.Ordinal)])
            .Distinct()
            .Select(date => new Boundary(Times.First(time => time.Value.StartsWith(date, StringComparison.Ordinal)).Group, date, new JsonString(date)))
        : Times.Select(time => new Boundary(time.Group, time.Value, new JsonString(time.Value)));
}
