using Lab.Chaos.Fuzz.Payloads;

namespace Lab.Chaos.Fuzz.Rules;

/// <summary>One operation of the target, with the rules of everything that can be sent to it.</summary>
internal sealed record FuzzOperation
{
    /// <summary>As users name it: <c>POST checkout /orders</c>, or the name under <c>fuzz: operations:</c>.</summary>
    public required string Name { get; init; }

    public required string Method { get; init; }

    public required string Service { get; init; }

    /// <summary>What stands between the slashes; a rule where the text is not fixed.</summary>
    public required IReadOnlyList<PathRule> Path { get; init; }

    public IReadOnlyList<FieldRule> Query { get; init; } = [];

    public IReadOnlyList<FieldRule> Headers { get; init; } = [];

    /// <summary>Null when it takes none.</summary>
    public ValueRule? Body { get; init; }

    /// <summary>What it may answer; null when no document says.</summary>
    public AnswerRules? Answers { get; init; }

    /// <summary>The scenario's <c>workload: setup:</c>, which makes the key that others need.</summary>
    public bool IsSetup { get; init; }

    /// <summary>The scenario's <c>workload: request:</c>: the history checks know it.</summary>
    public bool IsContended { get; init; }

    /// <summary>Every field of it that can be given another value, the whole body included.</summary>
    public IEnumerable<(FieldPath Path, FieldRule Rule)> Fields()
    {
        IEnumerable<(FieldPath, FieldRule)> outer =
        [
            .. Path.Where(part => part.Rule is not null).Select(part => (new FieldPath(FieldPlace.Path, "").Child(part.Rule!.Name), part.Rule)),
            .. Query.Select(rule => (new FieldPath(FieldPlace.Query, "").Child(rule.Name), rule)),
            .. Headers.Select(rule => (new FieldPath(FieldPlace.Header, "").Child(rule.Name), rule)),
        ];
        return Body is null ? outer : outer
            .Append((FieldPath.ContentType, new FieldRule("Content-Type", true, new ValueRule { Type = ValueKind.Text })))
            .Append((FieldPath.WholeBody, new FieldRule("body", true, Body)))
            .Concat(Inner(FieldPath.WholeBody, Body));
    }

    /// <summary><c>/events/{id}</c>, as documents write it.</summary>
    public string Template => string.Concat(Path.Select(part => "/" + (part.Rule is { } rule ? $"{{{rule.Name}}}" : part.Text)));

    private static IEnumerable<(FieldPath, FieldRule)> Inner(FieldPath outer, ValueRule rule) => rule.Type switch
    {
        ValueKind.Fields => rule.Fields.SelectMany(field =>
            Inner(outer.Child(field.Name), field.Value).Prepend((outer.Child(field.Name), field))),
        ValueKind.Items when rule.Items is { } item => Inner(outer.Child("0"), item).Prepend((outer.Child("0"), new FieldRule("0", true, item))),
        _ => [],
    };
}

/// <summary>What stands between two slashes: a fixed text, or a value with its rule.</summary>
internal sealed record PathRule(string Text, FieldRule? Rule = null);
