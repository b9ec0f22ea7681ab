using Microsoft.Extensions.Primitives;

namespace Lab.Chaos.Isolate.Stubs.Replies;

/// <summary>How a mapping answers, everything but chance worked out ahead.</summary>
internal sealed record StubReply
{
    public int Status { get; init; } = 200;

    public IReadOnlyList<KeyValuePair<string, StringValues>> Headers { get; init; } = [];

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Null leaves it to the settings.</summary>
    public TimeSpan? FixedDelay { get; init; }

    /// <summary>Comes on top of <see cref="FixedDelay"/>, as in WireMock; null leaves it to the settings.</summary>
    public StubDelay? Distribution { get; init; }

    /// <summary>Null sends the body in one piece.</summary>
    public Dribble? Dribble { get; init; }

    /// <summary>Null for an honest reply.</summary>
    public StubFault? Fault { get; init; }
}

/// <summary>The body in pieces, at equal distances over a time.</summary>
internal sealed record Dribble(int Chunks, TimeSpan Total);

/// <summary>What happens to the connection in place of a reply; names are WireMock's.</summary>
internal enum StubFault
{
    /// <summary>Closed without a byte.</summary>
    EmptyResponse,

    /// <summary>A good status line and headers, then garbage, then closed.</summary>
    MalformedResponseChunk,

    /// <summary>Garbage, then closed.</summary>
    RandomDataThenClose,

    /// <summary>Reset (RST) without a byte.</summary>
    ConnectionResetByPeer,
}
