using Lab.Chaos.Fuzz.Payloads;
using Lab.Chaos.Fuzz.Rules;

namespace Lab.Chaos.Fuzz.Boundaries;

/// <summary>The same id from every client of a volley. One client alone sends an ordinary id with it.</summary>
internal static class IdBoundaries
{
    public const string Group = "same id from several clients";

    public static IEnumerable<Boundary> Of(FieldRule field)
    {
        var isId = field.Name.Equals("id", StringComparison.OrdinalIgnoreCase)
            || field.Name.EndsWith("Id", StringComparison.Ordinal)
            || field.Name.EndsWith("_id", StringComparison.Ordinal)
            || field.Name.EndsWith("key", StringComparison.OrdinalIgnoreCase)
            || field.Value.Format == "uuid"
            || field.Value.Example is JsonString { Text: var text } && text.Contains("{operation}", StringComparison.Ordinal);
        JsonPart? shared = (isId, field.Value) switch
        {
            (false, _) => null,
            (_, { Format: "uuid" }) => new JsonString("{key-uuid}"),
            (_, { Type: ValueKind.Integer }) => new JsonRaw("{key-number}"),
            (_, { Type: ValueKind.Text }) => new JsonString("{key}"),
            _ => null,
        };
        return shared is null ? [] : [new Boundary(Group, "the same id", shared)];
    }
}
