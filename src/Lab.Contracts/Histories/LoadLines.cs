namespace Lab.Contracts.Histories;

/// <summary>A load is about to start.</summary>
public sealed record LoadStarted : HistoryLine
{
    /// <summary>Its number: that of its first key among the volleys of the run.</summary>
    public required int Load { get; init; }

    /// <summary><c>open</c> or <c>closed</c>.</summary>
    public required string Model { get; init; }

    /// <summary>For example <c>constant 200 for 10s</c>, or <c>50 clients, think 100ms, for 10s</c>.</summary>
    public required string Schedule { get; init; }

    /// <summary>Who sends it, for example <c>NBomber</c>; null for the lab itself.</summary>
    public string? Driver { get; init; }

    /// <summary>Most requests in flight.</summary>
    public required int Connections { get; init; }

    /// <summary>Keys that its requests are spread over.</summary>
    public required int Keys { get; init; }

    /// <summary>Exponent of their popularity: the k-th is asked for in proportion to k to the power of its negative; 0 for all alike.</summary>
    public required double Zipf { get; init; }
}

/// <summary>A load has ended; written before the final reads. How well it could be sent, as the sender saw it.</summary>
public sealed record LoadEnded : HistoryLine
{
    /// <summary>Its number.</summary>
    public required int Load { get; init; }

    /// <summary>Arrivals that were sent; each may be a session of several requests.</summary>
    public required int Begun { get; init; }

    /// <summary>Arrivals that found no free connection in time and were never sent.</summary>
    public required int Unsent { get; init; }

    /// <summary>Arrivals that were sent more than 2 ms after they were due.</summary>
    public required int Late { get; init; }

    /// <summary>Answers without the value that a later step needed.</summary>
    public required int Uncaptured { get; init; }

    /// <summary>From due to sent: median, ns.</summary>
    public required long ScheduleErrorP50 { get; init; }

    /// <summary>99th percentile, ns.</summary>
    public required long ScheduleErrorP99 { get; init; }

    /// <summary>Worst, ns.</summary>
    public required long ScheduleErrorMax { get; init; }

    /// <summary>First arrival to last reply, ns.</summary>
    public required long Elapsed { get; init; }

    /// <summary>Why it ended before its time; null when it did not.</summary>
    public string? CutShort { get; init; }
}
