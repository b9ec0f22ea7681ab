using Lab.Chaos.Collect;
using Lab.Chaos.Tracing.Accesses;

namespace Lab.Chaos.Witness;

/// <summary>One read or write of one cell by one request, as its span tells it.</summary>
internal sealed record Touch
{
    /// <summary>Attribute in which a service says what it read, or what its write made of the cell.</summary>
    private const string ValueAttribute = "lab.value";

    public required Access Access { get; init; }

    /// <summary>With the key as it was sent, where the span tells it.</summary>
    public required Cell Cell { get; init; }

    /// <summary>What was done, without the value, for example <c>GET stock:19b5-22</c> or <c>select from events for update</c>.</summary>
    public required string Text { get; init; }

    /// <summary>What was read, or what a write made of it; null when the span does not say.</summary>
    public string? Value { get; init; }

    public required SpanRecord Span { get; init; }

    public bool IsRead => Access.Reads;

    /// <summary>As people read it: with its value.</summary>
    public string Label => Value is null ? Text : $"{Text} = {Value}";

    /// <summary>Whether this had certainly happened before the other began: within a span, nobody knows when the store did it.</summary>
    public bool IsBefore(Touch other) => Span.End <= other.Span.Start;

    /// <summary>Those of a span; none for a span that is about no store.</summary>
    public static IReadOnlyList<Touch> Of(SpanRecord span)
    {
        List<(Access Access, string Command)> found = [.. StoreSpans.Of(span).Where(pair => pair.Access.Reads || pair.Access.Changes)];
        string[] values = span.Attributes.GetValueOrDefault(ValueAttribute) is not { } said ? [] : found.Count == 1 ? [said] : said.Split(',');
        return
        [
            .. found.Select((pair, n) => new Touch
            {
                Access = pair.Access,
                Cell = pair.Access.Sent is { } key ? pair.Access.Cell with { Key = key } : pair.Access.Cell,
                Text = TextOf(pair.Access, pair.Command, found.Count),
                Value = values.Length == found.Count ? values[n] : null,
                Span = span,
            }),
        ];
    }

    /// <summary>All of a trace, by the time they began.</summary>
    public static IReadOnlyList<Touch> Of(IEnumerable<SpanRecord> trace) => [.. trace.OrderBy(span => span.Start).SelectMany(Of)];

    private static string TextOf(Access access, string command, int accesses) => access switch
    {
        { Sent: { } key } => accesses == 1 ? command : $"{command.Split(' ')[0]} {key}",
        { IsNewRow: true } => $"insert into {access.Cell.Key}",
        { Effect: Effect.ReadForUpdate } => $"select from {access.Cell.Key} for update",
        { Reads: true } => $"select from {access.Cell.Key}",
        { Effect: Effect.Remove } => $"delete from {access.Cell.Key}",
        _ => $"update {access.Cell.Key}",
    };
}
