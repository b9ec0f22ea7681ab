using Lab.Chaos.Fuzz.Payloads;
using Lab.Chaos.Fuzz.Rules;

namespace Lab.Chaos.Fuzz.Cases;

/// <summary>Plausible requests of an operation.</summary>
internal static class Drafts
{
    public static RequestDraft Of(FuzzOperation operation, Plausible plausible) => new()
    {
        Method = operation.Method,
        Service = operation.Service,
        Path =
        [
            .. operation.Path.Select(part => part.Rule is { } rule
                ? new PathPart(rule.Name, plausible.Of(rule.Name, rule.Value))
                : new PathPart(null, new JsonRaw(part.Text))),
        ],
        Query = [.. operation.Query.Select(rule => new JsonField(rule.Name, plausible.Of(rule.Name, rule.Value)))],
        Headers = [.. operation.Headers.Select(rule => new JsonField(rule.Name, plausible.Of(rule.Name, rule.Value)))],
        Body = operation.Body is { } body ? plausible.Of("body", body) : null,
    };

    /// <summary>The value of a field; null when the draft has none there.</summary>
    public static JsonPart? Find(RequestDraft draft, FieldPath field) => field.Place switch
    {
        FieldPlace.Path => draft.Path.FirstOrDefault(part => part.Name == field.Names[0])?.Value,
        FieldPlace.Query => draft.Query.FirstOrDefault(one => one.Name == field.Names[0])?.Value,
        FieldPlace.Header => draft.Headers.FirstOrDefault(one => one.Name.Equals(field.Names[0], StringComparison.OrdinalIgnoreCase))?.Value,
        _ => field.Names.Aggregate(draft.Body, Inner),
    };

    private static JsonPart? Inner(JsonPart? part, string name) => part switch
    {
        JsonFields map => map.Fields.FirstOrDefault(field => field.Name == name)?.Value,
        JsonItems list when int.TryParse(name, out var index) => list.Items.ElementAtOrDefault(index),
        _ => null,
    };
}
