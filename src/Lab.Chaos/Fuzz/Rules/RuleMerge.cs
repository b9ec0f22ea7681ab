namespace Lab.Chaos.Fuzz.Rules;

/// <summary>The document says what a value may be, the scenario what is sent: both together make the rule.</summary>
internal static class RuleMerge
{
    /// <param name="documented">From the document.</param>
    /// <param name="example">From the scenario's request.</param>
    public static ValueRule With(this ValueRule documented, ValueRule example) => documented.Type != ValueKind.Fields || example.Type != ValueKind.Fields
        ? documented with { Type = documented.Type == ValueKind.Any ? example.Type : documented.Type, Example = example.Example ?? documented.Example }
        : documented with { Fields = documented.Fields.With(example.Fields, StringComparison.Ordinal) };

    public static IReadOnlyList<FieldRule> With(this IReadOnlyList<FieldRule> documented, IReadOnlyList<FieldRule> examples, StringComparison comparison) =>
    [
        .. documented.Select(field => examples.FirstOrDefault(example => example.Name.Equals(field.Name, comparison)) is { } example
            ? field with { Value = field.Value.With(example.Value) }
            : field),
        .. examples.Where(example => !documented.Any(field => field.Name.Equals(example.Name, comparison))),
    ];

    /// <summary>What a person knows and no document says: bounds, choices, whether it may be left out.</summary>
    public static FieldRule With(this FieldRule rule, FieldHint hint) => rule with
    {
        Required = hint.Required ?? rule.Required,
        Value = rule.Value with
        {
            Type = hint.Type ?? rule.Value.Type,
            Format = hint.Format ?? rule.Value.Format,
            Minimum = hint.Minimum ?? rule.Value.Minimum,
            Maximum = hint.Maximum ?? rule.Value.Maximum,
            MinLength = hint.MinLength ?? rule.Value.MinLength,
            MaxLength = hint.MaxLength ?? rule.Value.MaxLength,
            Choices = hint.Choices.Count > 0 ? hint.Choices : rule.Value.Choices,
        },
    };

    /// <summary>Applies a hint to the field of that name, wherever in the operation it is; null when there is none.</summary>
    public static FuzzOperation? With(this FuzzOperation operation, FieldHint hint)
    {
        var found = false;
        var changed = operation with
        {
            Path = [.. operation.Path.Select(part => part.Rule is { } rule ? part with { Rule = Apply(rule, "") } : part)],
            Query = [.. operation.Query.Select(rule => Apply(rule, ""))],
            Headers = [.. operation.Headers.Select(rule => Apply(rule, ""))],
            Body = operation.Body is { } body ? Inner(body, "") : null,
        };
        return found ? changed : null;

        FieldRule Apply(FieldRule rule, string before)
        {
            var path = before + rule.Name;
            var inner = rule with { Value = Inner(rule.Value, path + ".") };
            var isIt = path.Equals(hint.Field, StringComparison.OrdinalIgnoreCase);
            found |= isIt;
            return isIt ? inner.With(hint) : inner;
        }

        ValueRule Inner(ValueRule rule, string before) => rule with
        {
            Fields = [.. rule.Fields.Select(field => Apply(field, before))],
            Items = rule.Items is { } item ? Inner(item, before) : null,
        };
    }
}

/// <summary>One entry of <c>fuzz: operations: …: fields:</c>.</summary>
internal sealed record FieldHint
{
    /// <summary>A header, a parameter, or a field of the body: <c>customer.name</c>.</summary>
    public required string Field { get; init; }

    public ValueKind? Type { get; init; }

    public string? Format { get; init; }

    public decimal? Minimum { get; init; }

    public decimal? Maximum { get; init; }

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public IReadOnlyList<string> Choices { get; init; } = [];

    public bool? Required { get; init; }
}
