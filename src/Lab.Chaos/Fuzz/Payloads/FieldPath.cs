namespace Lab.Chaos.Fuzz.Payloads;

/// <summary>Where in a request a value stands.</summary>
internal enum FieldPlace
{
    Path,
    Query,
    Header,
    Body,
}

/// <summary>One field of a request: <c>path.id</c>, <c>header.Idempotency-Key</c>, <c>body</c> as a whole, <c>body.items.0.sku</c>.</summary>
/// <param name="Place">Which part of the request.</param>
/// <param name="Pointer">Names from the outside in, each with a slash before it; empty for the whole body.</param>
internal sealed record FieldPath(FieldPlace Place, string Pointer)
{
    public static readonly FieldPath WholeBody = new(FieldPlace.Body, "");

    public static readonly FieldPath ContentType = new(FieldPlace.Header, "/Content-Type");

    public IReadOnlyList<string> Names =>
        [.. Pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(name => name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];

    public FieldPath Child(string name) =>
        this with { Pointer = $"{Pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}" };

    /// <summary>Whether changing this one may take the other away.</summary>
    public bool Holds(FieldPath other) =>
        Place == other.Place && (Pointer == other.Pointer || other.Pointer.StartsWith(Pointer + "/", StringComparison.Ordinal));

    public override string ToString() => string.Join('.', [Place.ToString().ToLowerInvariant(), .. Names]);
}
