namespace Lab.Chaos.Collect.Receiving;

/// <summary>What an export call is about.</summary>
internal enum Signal
{
    Traces,
    Metrics,
    Logs,
}

/// <summary>The bytes of one export call as they came, so that they can be forwarded unchanged.</summary>
/// <param name="Signal">What they are about.</param>
/// <param name="Body">One request message; compressed where the encoding says so.</param>
/// <param name="IsJson">JSON in place of protobuf.</param>
/// <param name="IsGzip">Compressed.</param>
internal sealed record Received(Signal Signal, ReadOnlyMemory<byte> Body, bool IsJson, bool IsGzip)
{
    public const string Protobuf = "application/x-protobuf";
    public const string Json = "application/json";
    public const string Gzip = "gzip";

    public string ContentType => IsJson ? Json : Protobuf;

    /// <summary>Path of the signal over HTTP, without the slash: <c>v1/traces</c>.</summary>
    public string Path => PathOf(Signal);

    /// <summary>Path of the signal over gRPC, with the slash.</summary>
    public string GrpcPath => GrpcPathOf(Signal);

    public static string PathOf(Signal signal) => $"v1/{signal.ToString().ToLowerInvariant()}";

    public static string GrpcPathOf(Signal signal)
    {
        var (folder, service) = signal switch
        {
            Signal.Traces => ("trace", "Trace"),
            Signal.Metrics => ("metrics", "Metrics"),
            Signal.Logs => ("logs", "Logs"),
            _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, "There are three signals."),
        };
        return $"/opentelemetry.proto.collector.{folder}.v1.{service}Service/Export";
    }
}
