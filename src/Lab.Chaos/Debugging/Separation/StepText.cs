using Lab.Chaos.Collect;
using Lab.Chaos.Tracing.Accesses;

namespace Lab.Chaos.Debugging.Separation;

/// <summary>
/// What people call a step, the same in every volley:
/// <code>
/// GET price:19b5-22                                   -> GET price
/// DEL listing:19b5-22 price:19b5-22                   -> DEL listing, price
/// select capacity from events where id = $1 for update -> SELECT events FOR UPDATE
/// POST http://127.0.0.1:27455/payments                -> POST /payments
/// </code>
/// </summary>
internal static class StepText
{
    // What the lab has in place of an id.
    private const string Id = "{}";

    /// <summary>Of accesses of one span, each with the command that made it.</summary>
    public static string Of(IReadOnlyList<(Access Access, string Command)> accesses) => string.Join(", ", accesses
        .GroupBy(pair => Verb(pair.Command))
        .Select(same => $"{same.Key} {string.Join(", ", same.Select(pair => Name(pair.Access.Cell)).Distinct())}"
            + (same.Any(pair => pair.Access.Effect == Effect.ReadForUpdate) ? " FOR UPDATE" : "")));

    /// <summary>Of the span of a call, by the address that was called.</summary>
    public static string OfCall(SpanRecord span)
    {
        var method = StoreSpans.Attribute(span, "http.request.method", "http.method");
        return method is not null && Uri.TryCreate(StoreSpans.Attribute(span, "url.full", "http.url"), UriKind.Absolute, out var address)
            ? $"{method} {string.Join('/', address.AbsolutePath.Split('/').Select(KeyPattern.Of))}"
            : span.Name;
    }

    private static string Verb(string command) => command.TrimStart().Split([' ', '\n', '\t', '('], 2)[0].ToUpperInvariant();

    // product:{} is about one product, as everything in the volley is.
    private static string Name(Cell cell) =>
        cell.Key.Replace($":{Id}", "", StringComparison.Ordinal) is var name && name.Replace(Id, "", StringComparison.Ordinal).Any(char.IsLetter) ? name : cell.ToString();
}
