using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Predict.Forecasts;

/// <summary>How much is simulated, and from which seed. The same plan of the same model gives the same prediction to the last digit.</summary>
internal sealed record PredictionPlan
{
    public required Seed Seed { get; init; }

    /// <summary>Agents of each crowd; 1 or more.</summary>
    public int Agents { get; init; } = 10_000;

    /// <summary>Steps of an agent on average, over all crowds of the prediction together; 1 or more.</summary>
    public int Cycles { get; init; } = 1_000;

    /// <summary>Volleys per arm; 1 or more.</summary>
    public int Volleys { get; init; } = 1_000;

    /// <summary>Arms that are forecast, in this order.</summary>
    public IReadOnlyList<Alignment> Alignments { get; init; } = [Alignment.Aligned, Alignment.Unaligned];

    /// <summary>Boundaries that are looked at closely: thresholds, window, witness.</summary>
    public int Top { get; init; } = 3;

    /// <summary>Whether the loads that trigger a violation are searched, which is what takes longest.</summary>
    public bool SearchesThresholds { get; init; } = true;

    /// <summary>Steps of one crowd.</summary>
    public long StepsPerCrowd => Math.Max(1, (long)Agents * Cycles / CrowdForecast.Worlds);
}
