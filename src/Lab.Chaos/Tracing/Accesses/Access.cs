using Lab.Chaos.Collect;

namespace Lab.Chaos.Tracing.Accesses;

/// <summary>Something in a store that requests may contend for.</summary>
/// <param name="Resource">Whose it is, for example <c>redis</c>.</param>
/// <param name="Key">Key in Redis, table in a database, as far as spans tell.</param>
internal readonly record struct Cell(string Resource, string Key)
{
    public override string ToString() => $"{Resource} {Key}";
}

/// <summary>What an access does to its cell.</summary>
internal enum AccessKind
{
    Read,
    Write,
}

/// <summary>One read or write of one cell, as a client span tells it.</summary>
internal sealed record Access
{
    public required Cell Cell { get; init; }

    public required AccessKind Kind { get; init; }

    /// <summary>What was done, without the value, for example <c>GET stock:19b5-22</c> or <c>select events for update</c>.</summary>
    public required string Text { get; init; }

    /// <summary>What was read, or what a write made of it; null when the span does not say.</summary>
    public string? Value { get; init; }

    /// <summary>A row that was not there before: others' rows are not touched by it.</summary>
    public bool IsNew { get; init; }

    /// <summary>Whoever takes this holds off others until its transaction ends.</summary>
    public bool IsLocking { get; init; }

    public required SpanRecord Span { get; init; }

    /// <summary>As people read it: with its value.</summary>
    public string Label => Value is null ? Text : $"{Text} = {Value}";

    /// <summary>Whether this had certainly happened before the other began: within a span, nobody knows when the store did it.</summary>
    public bool IsBefore(Access other) => Span.End <= other.Span.Start;
}
