using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Stress;

/// <summary>Requests that are sent as one trial against one fresh key.</summary>
internal sealed record Volley
{
    /// <summary>Number within the run, from 0.</summary>
    public required int Number { get; init; }

    public required string Key { get; init; }

    public required Alignment Alignment { get; init; }

    /// <summary>In order of <see cref="PreparedRequest.Offset"/>.</summary>
    public required IReadOnlyList<PreparedRequest> Requests { get; init; }

    /// <summary>After this, counted from each request's scheduled time, its operation is Info.</summary>
    public required TimeSpan Timeout { get; init; }
}

/// <summary>One request, rendered to the bytes that go on the wire.</summary>
internal sealed record PreparedRequest
{
    /// <summary>Operation id, also the idempotency key.</summary>
    public required string Id { get; init; }

    public required int Process { get; init; }

    /// <summary>W3C trace id, 32 hex digits, drawn from the seed.</summary>
    public required string TraceId { get; init; }

    /// <summary>Its name in a mixed volley; null for the scenario's own request.</summary>
    public string? Step { get; init; }

    /// <summary>What of its reply goes into the history.</summary>
    public SeenValues Seen { get; init; } = SeenValues.None;

    /// <summary>A whole HTTP/1.1 request.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>When it is due, counted from the start of the volley; zero when sequential, or aligned and not spread on purpose.</summary>
    public required TimeSpan Offset { get; init; }
}
