using Lab.Chaos.Fuzz.Payloads;
using Lab.Chaos.Fuzz.Rules;

namespace Lab.Chaos.Fuzz.Boundaries;

/// <summary>The whole catalogue: which boundaries a field has, by its place and its type. Each kind is a file of its own, listed here.</summary>
internal static class BoundaryCatalogue
{
    /// <param name="field">Where it stands.</param>
    /// <param name="rule">What it may be.</param>
    /// <param name="plausible">The value that it has otherwise.</param>
    public static IReadOnlyList<Boundary> Of(FieldPath field, FieldRule rule, JsonPart plausible) => (field.Place switch
    {
        _ when field == FieldPath.ContentType => HeaderBoundaries.ContentType,
        _ when field == FieldPath.WholeBody => [.. BodyBoundaries.Of(plausible), .. WrongTypes.Of(rule.Value), new("null", "null", JsonRaw.Null)],
        FieldPlace.Header => [.. IdBoundaries.Of(rule), .. HeaderBoundaries.Of(plausible), .. ByType(rule.Value, plausible)],
        FieldPlace.Path => [.. IdBoundaries.Of(rule), .. PathBoundaries.All, .. ByType(rule.Value, plausible)],
        FieldPlace.Query => [.. PresenceBoundaries.Of(plausible), .. ByType(rule.Value, plausible)],
        _ => [.. IdBoundaries.Of(rule), .. PresenceBoundaries.Of(plausible), .. ByType(rule.Value, plausible), .. WrongTypes.Of(rule.Value), .. NestingBoundaries.All],
    }).Where(boundary => !IsTooLongFor(field, boundary.Value)).ToList();

    private static IEnumerable<Boundary> ByType(ValueRule rule, JsonPart plausible) => rule.Type switch
    {
        _ when rule.Choices.Count > 0 => ChoiceBoundaries.Of(rule),
        ValueKind.Text when rule.Format is "date" or "date-time" => [.. DateBoundaries.Of(rule.Format), .. TextBoundaries.Of(rule)],
        ValueKind.Text => TextBoundaries.Of(rule),
        ValueKind.Integer => [.. IntegerBoundaries.Of(rule), .. NotANumber.All],
        ValueKind.Number => [.. NumberBoundaries.Of(rule), .. NotANumber.All],
        ValueKind.Items => ListBoundaries.Of(rule, plausible is JsonItems { Items: [var item, ..] } ? item : JsonRaw.Null),
        ValueKind.Any => [.. TextBoundaries.Of(rule), .. IntegerBoundaries.Of(rule)],
        _ => [],
    };

    // A request line or header beyond what servers read says nothing about the service: one such value of each is in the catalogue, more are not needed.
    private static bool IsTooLongFor(FieldPath field, JsonPart value) =>
        field.Place is FieldPlace.Path or FieldPlace.Query && value is JsonLong { Count: > 6_000 };
}
