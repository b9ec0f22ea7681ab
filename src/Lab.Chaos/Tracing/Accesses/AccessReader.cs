using System.Net;
using Lab.Chaos.Collect;

namespace Lab.Chaos.Tracing.Accesses;

/// <summary>
/// Reads and writes of stores from client spans, by the semantic conventions for databases, old names and new.
/// <code>
/// db.system.name=redis, db.operation.name=GET, db.query.text="GET stock:19b5-22", lab.value=1 -> read redis stock:19b5-22 = 1
/// db.system.name=postgresql, db.query.text="select … from events where id = $1 for update"      -> read postgres events, locking
/// </code>
/// </summary>
internal static class AccessReader
{
    /// <summary>Attribute in which a service says what it read, or what its write made of the cell.</summary>
    public const string Value = "lab.value";

    /// <summary>The accesses of a span; none for a span that is about no store.</summary>
    public static IReadOnlyList<Access> Of(SpanRecord span)
    {
        if (span.Kind != "client" || First(span, "db.system.name", "db.system") is not { } system)
        {
            return [];
        }

        var text = First(span, "db.query.text", "db.statement");
        return system is "redis" or "valkey"
            ? RedisAccesses.Of(span, Resource(span, system), text ?? First(span, "db.operation.name", "db.operation") ?? span.Name)
            : SqlAccesses.Of(span, Resource(span, system), text ?? "");
    }

    /// <summary>All of a trace, by the time they began.</summary>
    public static IReadOnlyList<Access> Of(IEnumerable<SpanRecord> trace) => [.. trace.OrderBy(span => span.Start).SelectMany(Of)];

    // An address of this machine says nothing to a reader; a name does.
    private static string Resource(SpanRecord span, string system)
    {
        var address = First(span, "lab.resource", "server.address");
        return address is null or "localhost" || IPAddress.TryParse(address, out _) ? system is "postgresql" ? "postgres" : system : address;
    }

    private static string? First(SpanRecord span, string name, string former) =>
        span.Attributes.GetValueOrDefault(name) ?? span.Attributes.GetValueOrDefault(former);
}
