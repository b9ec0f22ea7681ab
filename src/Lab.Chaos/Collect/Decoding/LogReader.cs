namespace Lab.Chaos.Collect.Decoding;

/// <summary>Log records from the protobuf of <c>ExportLogsServiceRequest</c>; field numbers of opentelemetry/proto/logs/v1/logs.proto.</summary>
internal static class LogReader
{
    /// <exception cref="MalformedOtlpException">It is no such request.</exception>
    public static IReadOnlyList<LogLine> Read(ReadOnlySpan<byte> request)
    {
        List<LogLine> lines = [];
        Envelope.Read(request, (record, origin, scope) => lines.Add(Line(record, origin, scope)));
        return lines;
    }

    private static LogLine Line(WireReader record, Origin origin, string scope)
    {
        var (time, observed, number, severity, body) = (0L, 0L, 0, "", "");
        var (trace, span) = ((string?)null, (string?)null);
        Dictionary<string, string> attributes = [];
        while (record.Next())
        {
            switch (record.Field)
            {
                case 1:
                    time = (long)record.Fixed64();
                    break;
                case 2:
                    number = (int)record.Varint();
                    break;
                case 3:
                    severity = record.Text();
                    break;
                case 5:
                    body = AttributeReader.Value(record.Message());
                    break;
                case 6:
                    AttributeReader.Read(record.Message(), attributes);
                    break;
                case 9:
                    trace = Hex(record.Bytes());
                    break;
                case 10:
                    span = Hex(record.Bytes());
                    break;
                case 11:
                    observed = (long)record.Fixed64();
                    break;
            }
        }

        return new LogLine
        {
            Time = time == 0 ? observed : time,
            Severity = severity.Length > 0 ? severity : Severity(number),
            Body = body,
            TraceId = trace,
            SpanId = span,
            Service = origin.Service,
            Instance = origin.Instance,
            Category = scope,
            Attributes = attributes,
        };
    }

    /// <summary>The ranges of the specification: 1 to 4 are traces, 21 to 24 fatal.</summary>
    public static string Severity(int number) => number switch
    {
        >= 21 => "Fatal",
        >= 17 => "Error",
        >= 13 => "Warning",
        >= 9 => "Information",
        >= 5 => "Debug",
        >= 1 => "Trace",
        _ => "",
    };

    private static string? Hex(ReadOnlySpan<byte> id) => id.IsEmpty ? null : Convert.ToHexStringLower(id);
}
