namespace Lab.Chaos.Predict.Calibration;

/// <summary>Everything that a probe saw, before any of it is interpreted.</summary>
internal sealed record Readings
{
    /// <summary>Paced requests that were served; null when none were.</summary>
    public required RequestReadings? Accepted { get; init; }

    /// <summary>Paced requests that a guard refused; null when none were.</summary>
    public required RequestReadings? Refused { get; init; }

    /// <summary>Round trips to resources as this process sees them, ns, one at a time.</summary>
    public required IReadOnlyDictionary<string, ResourceReadings> Resources { get; init; }
}

/// <param name="Times">From sending to the whole reply, ns; one a request.</param>
/// <param name="Cpu">Of one request by group of processes, ns; null when no process could be looked at.</param>
internal sealed record RequestReadings(IReadOnlyList<double> Times, IReadOnlyDictionary<string, double>? Cpu);

/// <param name="Look">Round trips that change nothing, ns.</param>
/// <param name="Change">Round trips that change something and make it durable, ns; empty where that takes as long as a look.</param>
internal sealed record ResourceReadings(IReadOnlyList<double> Look, IReadOnlyList<double> Change);
