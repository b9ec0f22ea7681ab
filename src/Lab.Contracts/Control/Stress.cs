using System.Text.Json.Serialization;

namespace Lab.Contracts.Control;

/// <summary>Processes that use up what a replica needs.</summary>
public sealed record StressWish
{
    /// <summary>What is used up.</summary>
    public required StressKind Kind { get; init; }

    /// <summary>How many workers, 1 to 64.</summary>
    public required int Workers { get; init; }

    /// <summary>Processor: share of its time that each worker is busy, more than 0 to 1.</summary>
    public double? Load { get; init; }

    /// <summary>Memory: bytes that all workers hold together. Disk: bytes that each writes, over and over.</summary>
    public long? Bytes { get; init; }

    /// <summary>Disk: folder to write in; null for the system's temporary one.</summary>
    public string? Folder { get; init; }

    /// <summary>1 to 3,600,000; after that it ends by itself, whatever became of who asked for it.</summary>
    public required int Milliseconds { get; init; }
}

/// <summary>What is used up.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StressKind>))]
public enum StressKind
{
    /// <summary>Processor time.</summary>
    Cpu,

    /// <summary>Memory that is held and touched.</summary>
    Memory,

    /// <summary>Writes to disk, with fsync.</summary>
    Disk,
}

/// <summary>What came of it.</summary>
/// <param name="Pids">Its processes.</param>
/// <param name="InsideQuota">Whether they share the quota of the replica; without one they compete with it for the whole machine.</param>
public sealed record StressAnswer(IReadOnlyList<int> Pids, bool InsideQuota);

/// <summary>What the operating system counted of a quota.</summary>
/// <param name="Periods">Periods (100 ms) in which the replica wanted to run.</param>
/// <param name="ThrottledPeriods">Of these, those in which it was stopped because its quota was used up.</param>
/// <param name="ThrottledMilliseconds">For how long it was stopped; of all its threads together.</param>
public sealed record LimitUsage(long Periods, long ThrottledPeriods, double ThrottledMilliseconds)
{
    /// <summary>Nothing was counted.</summary>
    public static LimitUsage None { get; } = new(0, 0, 0);
}
