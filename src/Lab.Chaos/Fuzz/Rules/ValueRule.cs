using Lab.Chaos.Fuzz.Payloads;

namespace Lab.Chaos.Fuzz.Rules;

internal enum ValueKind
{
    Text,
    Integer,
    Number,
    Boolean,
    Fields,
    Items,

    /// <summary>Nobody says.</summary>
    Any,
}

/// <summary>What a value may be, as far as the document, the scenario or an example says.</summary>
internal sealed record ValueRule
{
    public required ValueKind Type { get; init; }

    /// <summary>As OpenAPI names it: <c>int32</c>, <c>uuid</c>, <c>date-time</c>, <c>email</c>; null for none.</summary>
    public string? Format { get; init; }

    public decimal? Minimum { get; init; }

    public decimal? Maximum { get; init; }

    /// <summary>UTF-16 units of a text, or items of a list.</summary>
    public int? MinLength { get; init; }

    /// <summary>UTF-16 units of a text, or items of a list.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The only values; empty when there are others.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What the scenario sends, blanks included; it is always plausible.</summary>
    public JsonPart? Example { get; init; }

    /// <summary>Of <see cref="ValueKind.Fields"/>.</summary>
    public IReadOnlyList<FieldRule> Fields { get; init; } = [];

    /// <summary>Of <see cref="ValueKind.Items"/>.</summary>
    public ValueRule? Items { get; init; }
}

/// <summary>A named value: a field of a body, a header, a part of a path.</summary>
internal sealed record FieldRule(string Name, bool Required, ValueRule Value);
