using Lab.Chaos.Fuzz.Payloads;
using Lab.Chaos.Fuzz.Rules;

namespace Lab.Chaos.Fuzz.Boundaries;

/// <summary>A value of every type that the field does not have.</summary>
internal static class WrongTypes
{
    private static readonly (ValueKind Type, Boundary Boundary)[] All =
    [
        (ValueKind.Text, new("text for another type", "\"x\"", new JsonString("x"))),
        (ValueKind.Text, new("text for another type", "\"1\"", new JsonString("1"))),
        (ValueKind.Integer, new("number for another type", "1", new JsonRaw("1"))),
        (ValueKind.Boolean, new("boolean for another type", "true", new JsonRaw("true"))),
        (ValueKind.Fields, new("object for another type", "{}", new JsonFields())),
        (ValueKind.Fields, new("object for another type", "{\"a\":1}", new JsonFields(new JsonField("a", new JsonRaw("1"))))),
        (ValueKind.Items, new("list for another type", "[]", new JsonItems())),
        (ValueKind.Items, new("list for another type", "[null]", new JsonItems(JsonRaw.Null))),
    ];

    public static IEnumerable<Boundary> Of(ValueRule rule) => All
        .Where(wrong => wrong.Type != rule.Type && !(rule.Type == ValueKind.Number && wrong.Type == ValueKind.Integer))
        .Select(wrong => wrong.Boundary);
}
