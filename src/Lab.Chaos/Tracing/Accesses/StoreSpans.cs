using Lab.Chaos.Collect;

namespace Lab.Chaos.Tracing.Accesses;

/// <summary>
/// What client spans say of stores, by the semantic conventions for databases, old names and new.
/// <code>
/// db.system.name=redis, db.query.text="GET stock:19b5-22"                                    -> reads stock:{} of redis
/// db.system.name=postgresql, db.query.text="select … from events where id = $1 for update"   -> reads events of postgres for update
/// </code>
/// </summary>
internal static class StoreSpans
{
    /// <summary>The accesses of a span, each with the command that made it; none for a span that is about no store.</summary>
    public static IEnumerable<(Access Access, string Command)> Of(SpanRecord span) => (Attribute(span, "db.system.name", "db.system"), Attribute(span, "db.query.text", "db.statement")) switch
    {
        // Several in one transaction come a line each.
        ("redis" or "valkey", { } text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .SelectMany(command => RedisText.Read(Store(span, "redis"), command).Select(access => (access, command))),
        ({ } system, { } text) => SqlText.Read(Store(span, system == "postgresql" ? "postgres" : system), text).Select(access => (access, text)),
        _ => [],
    };

    /// <summary>The first of some attributes that a span has.</summary>
    public static string? Attribute(SpanRecord span, params IReadOnlyList<string> names) =>
        names.Select(name => span.Attributes.GetValueOrDefault(name)).FirstOrDefault(value => !string.IsNullOrEmpty(value));

    /// <summary>An address that says which of several servers it is: a name does, the address of a machine does not.</summary>
    public static string? Named(string? address) => address is [var first, ..] && char.IsLetter(first) && address != "localhost" ? address : null;

    private static string Store(SpanRecord span, string system) => Named(Attribute(span, "server.address", "net.peer.name")) ?? system;
}
