namespace Lab.Chaos.Collect.Decoding;

/// <summary>Spans from the protobuf of <c>ExportTraceServiceRequest</c>; its field numbers are those of opentelemetry/proto/trace/v1/trace.proto.</summary>
internal static class TraceReader
{
    private const int TraceIdBytes = 16;
    private const int SpanIdBytes = 8;
    private const ulong Error = 2;

    private static readonly string[] Kinds = ["unspecified", "internal", "server", "client", "producer", "consumer"];

    /// <exception cref="MalformedOtlpException">It is no such request, or a span has no valid ids.</exception>
    public static IReadOnlyList<SpanRecord> Read(ReadOnlySpan<byte> request)
    {
        List<SpanRecord> spans = [];
        Envelope.Read(request, (span, origin, scope) => spans.Add(Span(span, origin, scope)));
        return spans;
    }

    /// <summary>The kind of a number; one that is not known counts as not said, as the specification wants it.</summary>
    public static string Kind(ulong number) => number < (ulong)Kinds.Length ? Kinds[number] : Kinds[0];

    private static SpanRecord Span(WireReader span, Origin origin, string scope)
    {
        var (trace, id, name, kind, start, end) = ("", "", "", Kinds[0], 0L, 0L);
        string? parent = null;
        var (failed, message) = (false, (string?)null);
        Dictionary<string, string> attributes = [];
        List<SpanEvent>? events = null;
        List<SpanLink>? links = null;
        while (span.Next())
        {
            switch (span.Field)
            {
                case 1:
                    trace = Id(span.Bytes(), TraceIdBytes, "trace id");
                    break;
                case 2:
                    id = Id(span.Bytes(), SpanIdBytes, "span id");
                    break;
                case 4:
                    var above = span.Bytes();
                    parent = above.IsEmpty ? null : Id(above, SpanIdBytes, "parent span id");
                    break;
                case 5:
                    name = span.Text();
                    break;
                case 6:
                    kind = Kind(span.Varint());
                    break;
                case 7:
                    start = (long)span.Fixed64();
                    break;
                case 8:
                    end = (long)span.Fixed64();
                    break;
                case 9:
                    AttributeReader.Read(span.Message(), attributes);
                    break;
                case 11:
                    (events ??= []).Add(Event(span.Message()));
                    break;
                case 13:
                    (links ??= []).Add(Link(span.Message()));
                    break;
                case 15:
                    (failed, message) = Status(span.Message());
                    break;
            }
        }

        return trace.Length == 0 || id.Length == 0 ? throw new MalformedOtlpException($"Span '{name}' has no trace id or no span id.") : new SpanRecord
        {
            TraceId = trace,
            SpanId = id,
            ParentId = parent,
            Name = name,
            Kind = kind,
            Service = origin.Service,
            Instance = origin.Instance,
            Scope = scope,
            Start = start,
            End = end,
            Failed = failed,
            Message = message,
            Attributes = attributes,
            Events = events,
            Links = links,
        };
    }

    private static SpanEvent Event(WireReader happened)
    {
        var (time, name) = (0L, "");
        Dictionary<string, string> attributes = [];
        while (happened.Next())
        {
            switch (happened.Field)
            {
                case 1:
                    time = (long)happened.Fixed64();
                    break;
                case 2:
                    name = happened.Text();
                    break;
                case 3:
                    AttributeReader.Read(happened.Message(), attributes);
                    break;
            }
        }

        return new SpanEvent(time, name, attributes);
    }

    private static SpanLink Link(WireReader link)
    {
        var (trace, span) = ("", "");
        while (link.Next())
        {
            switch (link.Field)
            {
                case 1:
                    trace = Id(link.Bytes(), TraceIdBytes, "trace id of a link");
                    break;
                case 2:
                    span = Id(link.Bytes(), SpanIdBytes, "span id of a link");
                    break;
            }
        }

        return new SpanLink(trace, span);
    }

    private static (bool Failed, string? Message) Status(WireReader status)
    {
        var (failed, message) = (false, (string?)null);
        while (status.Next())
        {
            switch (status.Field)
            {
                case 2:
                    message = status.Text();
                    break;
                case 3:
                    failed = status.Varint() == Error;
                    break;
            }
        }

        return (failed, message);
    }

    private static string Id(ReadOnlySpan<byte> bytes, int length, string what) =>
        bytes.Length == length ? Convert.ToHexStringLower(bytes) : throw new MalformedOtlpException($"A {what} has {bytes.Length} bytes; it must have {length}.");
}
