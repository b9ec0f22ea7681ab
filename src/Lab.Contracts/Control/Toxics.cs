using System.Text.Json.Serialization;

namespace Lab.Contracts.Control;

/// <summary>A fault applied to the bytes of a link. Which members a kind reads is said there; the others must be absent.</summary>
public sealed record ToxicWish
{
    /// <summary>What it does.</summary>
    public required ToxicKind Kind { get; init; }

    /// <summary>Which bytes it is applied to.</summary>
    public ToxicDirection Direction { get; init; } = ToxicDirection.Both;

    /// <summary>Share of connections that it hits, 0 to 1; drawn from the seed for each connection by its number.</summary>
    public double Share { get; init; } = 1;

    /// <summary>Milliseconds after which the link heals by itself, 1 to 3,600,000, whatever became of who asked for it.</summary>
    public required int Milliseconds { get; init; }

    /// <summary>Root of its chance.</summary>
    public long Seed { get; init; }

    /// <summary>Latency, slow close, reset, timeout: milliseconds. Latency adds them to each byte without changing the order.</summary>
    public double? DelayMilliseconds { get; init; }

    /// <summary>Latency: uniform, more or less than the delay by at most so much. Not with <see cref="P99Milliseconds"/>.</summary>
    public double? JitterMilliseconds { get; init; }

    /// <summary>Latency: makes the delay the median of a lognormal distribution with this 99th percentile.</summary>
    public double? P99Milliseconds { get; init; }

    /// <summary>Latency: correlation of a delay with the one before it, 0 to 1.</summary>
    public double? Correlation { get; init; }

    /// <summary>Bandwidth: bytes a second.</summary>
    public long? BytesPerSecond { get; init; }

    /// <summary>Limit data: bytes after which the connection is closed.</summary>
    public long? Bytes { get; init; }

    /// <summary>Loss: share of segments lost, 0 to 1; a lost one comes after its retransmission time-out.</summary>
    public double? Loss { get; init; }

    /// <summary>Status: codes to answer with, one drawn for each answer.</summary>
    public IReadOnlyList<int>? StatusCodes { get; init; }

    /// <summary>Status: replaces the body; null keeps it.</summary>
    public string? Body { get; init; }

    /// <summary>Status: type of <see cref="Body"/>.</summary>
    public string? ContentType { get; init; }

    /// <summary>Process ids of the clients whose connections it hits; null for all. Known on Linux only, for connections opened after it was put on as well as before.</summary>
    public IReadOnlyList<int>? Clients { get; init; }
}

/// <summary>What a toxic does to a link.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ToxicKind>))]
public enum ToxicKind
{
    /// <summary>Bytes arrive later, in order.</summary>
    Latency,

    /// <summary>Bytes arrive at most so fast.</summary>
    Bandwidth,

    /// <summary>Nothing arrives any more, and after the delay the connection is closed; without a delay it stays open and silent.</summary>
    Timeout,

    /// <summary>The connection is reset (RST), after the delay.</summary>
    Reset,

    /// <summary>The connection is closed later than its peer closed it.</summary>
    SlowClose,

    /// <summary>New connections are not answered and those that are open fall silent; what was under way arrives once it is healed.</summary>
    Partition,

    /// <summary>The connection is closed after so many bytes.</summary>
    LimitData,

    /// <summary>Segments are lost and sent again by TCP: what a program sees of lost packets, which is a stall.</summary>
    Loss,

    /// <summary>New connections are refused; those that are open go on: what a program with pooled connections sees when names no longer resolve.</summary>
    Refuse,

    /// <summary>HTTP/1.1 answers get another status, and another body where one is given. Applies to answers only.</summary>
    Status,
}

/// <summary>Which bytes of a link.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ToxicDirection>))]
public enum ToxicDirection
{
    /// <summary>From the client to the server.</summary>
    Upstream,

    /// <summary>From the server to the client.</summary>
    Downstream,

    /// <summary>Either way.</summary>
    Both,
}

/// <summary>A toxic that is on a link.</summary>
/// <param name="Name">As it was put on.</param>
/// <param name="Wish">What it does.</param>
/// <param name="EndsInMilliseconds">When it heals by itself.</param>
/// <param name="Connections">How many connections it has hit so far.</param>
public sealed record ToxicInfo(string Name, ToxicWish Wish, int EndsInMilliseconds, long Connections);
