using Lab.Chaos.Fuzz.Payloads;
using Lab.Chaos.Fuzz.Rules;

namespace Lab.Chaos.Fuzz.Boundaries;

/// <summary>No items, the same twice, one null among them, and far too many.</summary>
internal static class ListBoundaries
{
    private const int Many = 5_000;

    /// <param name="rule">Bounds of the list.</param>
    /// <param name="item">A plausible item.</param>
    public static IEnumerable<Boundary> Of(ValueRule rule, JsonPart item) =>
    [
        new("empty list", "[]", new JsonItems()),
        new("duplicate items", "the same twice", new JsonItems(item, item)),
        new("null in a list", "[null]", new JsonItems(JsonRaw.Null)),
        .. rule.MaxLength is { } most ? [new Boundary("list too long", "longest + 1", Repeated(item, most + 1))] : Array.Empty<Boundary>(),
        new("long list", $"{Many} items", Repeated(item, Many)),
    ];

    private static JsonItems Repeated(JsonPart item, int count) => new([.. Enumerable.Repeat(item, count)]);
}
