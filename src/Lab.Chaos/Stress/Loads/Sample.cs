using Lab.Contracts.Histories;

namespace Lab.Chaos.Stress.Loads;

/// <summary>What became of one request of a load. A value, so that the loop that sends allocates nothing for it.</summary>
internal readonly record struct Sample
{
    /// <summary>Number of the arrival.</summary>
    public required int Number { get; init; }

    public required int Session { get; init; }

    public required int Step { get; init; }

    public required int Key { get; init; }

    public required int Process { get; init; }

    public required long Scheduled { get; init; }

    public required long Sent { get; init; }

    public required long Returned { get; init; }

    public required Outcome Outcome { get; init; }

    public required int Status { get; init; }

    public required string? Error { get; init; }

    public required string? Replica { get; init; }

    public required long? Received { get; init; }

    public required long? FirstRead { get; init; }
}
