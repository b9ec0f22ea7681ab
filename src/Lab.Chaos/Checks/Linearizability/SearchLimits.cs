namespace Lab.Chaos.Checks.Linearizability;

/// <summary>When a search gives up and says Unknown.</summary>
/// <param name="Configurations">Most configurations of one key, each some 100 bytes. A bound that every machine meets alike.</param>
/// <param name="Time">Longest time for one key; null for as long as it takes.</param>
internal sealed record SearchLimits(int Configurations, TimeSpan? Time = null)
{
    /// <summary>Two million configurations, no bound on time: what is judged again is judged alike.</summary>
    public static SearchLimits Default { get; } = new(2_000_000);
}
