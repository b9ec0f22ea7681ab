using Lab.Chaos.Collect;
using Lab.Chaos.Tracing.Accesses;

namespace Lab.Chaos.Predict.Traces;

/// <summary>A lock that is held at an access.</summary>
/// <param name="Lock">What others would have to hold too: a key, a row's table, a serializable transaction's store.</param>
/// <param name="Since">Number of the access that took it: two accesses under one lock are only safe when it was not given back in between.</param>
/// <param name="IsLease">It may run out while it is held.</param>
internal sealed record Held(string Lock, int Since, bool IsLease);

/// <summary>An access where it stands in its request.</summary>
internal sealed record PlacedAccess
{
    public required Access Access { get; init; }

    /// <summary>The service that made it.</summary>
    public required string Service { get; init; }

    /// <summary>The span it comes from; accesses of one span are one step.</summary>
    public required string Span { get; init; }

    /// <summary>ns since 1970.</summary>
    public required long Start { get; init; }

    /// <summary>ns since 1970.</summary>
    public required long End { get; init; }

    public IReadOnlyList<Held> Held { get; init; } = [];

    /// <summary>What must be equal for two requests to have done the same.</summary>
    public string Signature => $"{Service} {Access.Effect} {Access.Cell} {string.Join(',', Held.Select(held => $"{held.Lock}@{held.Since}"))}";
}

/// <summary>One request as its spans tell it: what it accessed, in order of time, and which locks it held then.</summary>
/// <param name="Request">Its type: service and name of its first server span, such as <c>checkout POST /orders</c>.</param>
/// <param name="TraceId">Evidence.</param>
/// <param name="Steps">In order of their start.</param>
internal sealed record RequestTrace(string Request, string TraceId, IReadOnlyList<PlacedAccess> Steps)
{
    // The lab's own reads, before and after its volleys, are no part of the system.
    private const string Lab = "lab";

    /// <summary>Requests of a trace that accessed something; the others cannot race. A trace of a client may have several.</summary>
    /// <param name="trace">All its spans.</param>
    public static IEnumerable<RequestTrace> Of(IReadOnlyList<SpanRecord> trace)
    {
        var byId = trace.GroupBy(span => span.SpanId, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        return trace.GroupBy(span => Root(span, byId)).Select(request => One(request.Key, [.. request.OrderBy(span => span.Start)])).OfType<RequestTrace>();
    }

    // The server that was called from outside: the topmost, since one server may call another. Work that nobody asked for has its own root.
    private static SpanRecord Root(SpanRecord span, Dictionary<string, SpanRecord> byId)
    {
        SpanRecord? server = null;
        var at = span;
        for (var steps = 0; steps < byId.Count; steps++)
        {
            server = at.Kind == "server" ? at : server;
            if (at.ParentId is null || !byId.TryGetValue(at.ParentId, out var parent))
            {
                break;
            }

            at = parent;
        }

        return server ?? at;
    }

    private static RequestTrace? One(SpanRecord root, SpanRecord[] spans)
    {
        var callees = spans.ToLookup(span => span.ParentId ?? "", span => span.Service);
        PlacedAccess[] steps = [.. spans.Where(span => !span.Failed).SelectMany(span => Accesses(span, callees))];
        return root.Service != Lab && steps.Any(step => step.Access.Effect is not Effect.Call)
            ? new RequestTrace($"{root.Service} {Name(root)}", root.TraceId, Locks.Held(Locks.Told(steps)))
            : null;
    }

    private static string Name(SpanRecord span) =>
        StoreSpans.Attribute(span, "http.request.method", "http.method") is { } method && StoreSpans.Attribute(span, "http.route") is { } route ? $"{method} {route}" : span.Name;

    private static IEnumerable<PlacedAccess> Accesses(SpanRecord span, ILookup<string, string> callees) =>
        StoreSpans.Attribute(span, "db.system.name", "db.system") is not null ? StoreSpans.Of(span).Select(found => Placed(span, found.Access))
        : span.Kind == "client" && Called(span, callees) is { } called ? [Placed(span, new Access { Effect = Effect.Call, Cell = new Cell(called, "") })]
        : [];

    private static string? Called(SpanRecord span, ILookup<string, string> callees) =>
        callees[span.SpanId].FirstOrDefault(other => other != span.Service)
        ?? StoreSpans.Named(StoreSpans.Attribute(span, "peer.service", "server.address", "net.peer.name"));

    private static PlacedAccess Placed(SpanRecord span, Access access) => new()
    {
        Access = access,
        Service = span.Service,
        Span = span.SpanId,
        Start = span.Start,
        End = span.End,
    };
}
