using Lab.Chaos.Shards;

namespace Lab.Chaos.Fuzz;

/// <summary>How much is fuzzed, and how hard a failure is looked at.</summary>
internal sealed record FuzzPlan
{
    public const int DefaultCases = 2_000;
    public const int DefaultConcurrency = 8;

    /// <summary>How many cases, 1 or more.</summary>
    public int Cases { get; init; } = DefaultCases;

    /// <summary>Which of them are sent here.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>Cases in flight at once, and most clients of a volley.</summary>
    public int Concurrency { get; init; } = DefaultConcurrency;

    /// <summary>Only this operation; null for all.</summary>
    public string? Operation { get; init; }

    /// <summary>How often a failure is repeated to measure how often it fails. Fewer where each costs a time-out.</summary>
    public int Reruns { get; init; } = 10;

    /// <summary>After so many different findings the rest is only counted: whoever has that many mends some first.</summary>
    public int MostFindings { get; init; } = 25;

    /// <summary>Longest time spent on making one failure smaller.</summary>
    public TimeSpan ShrinkFor { get; init; } = TimeSpan.FromSeconds(40);
}
