using Lab.Chaos.Stress;

namespace Lab.Chaos.Fuzz.Running;

/// <summary>How a request ended for its client.</summary>
internal enum AnswerKind
{
    /// <summary>A whole HTTP reply came.</summary>
    Whole,

    /// <summary>Nobody accepts connections.</summary>
    Refused,

    /// <summary>The connection ended before a whole reply came.</summary>
    Lost,

    /// <summary>No whole reply came in time.</summary>
    Late,

    /// <summary>What came is no HTTP/1.1.</summary>
    Malformed,
}

/// <summary>What a request got.</summary>
internal sealed record Answer(AnswerKind Kind, Reply? Reply, string? Error)
{
    /// <summary>It was sent twice, because the connection that it went on first had just been closed, or was closed by it.</summary>
    public bool WasLostBefore { get; init; }

    public int Status => Reply?.Status ?? 0;

    public bool IsWhole => Kind == AnswerKind.Whole;

    /// <summary>For people: <c>500 outcome-unknown</c>, <c>no reply within 3 s</c>.</summary>
    public override string ToString() => Reply is null ? Error ?? "no answer" : Reply.Code() is { } code ? $"{Status} {code}" : $"{Status}";
}
