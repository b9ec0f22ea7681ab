using Lab.Chaos.Break.Litmus.Results;

namespace Lab.Chaos.Break.Running;

/// <summary>One experiment of an engine as it went.</summary>
internal sealed record FaultRun
{
    /// <summary>The variant that was in force.</summary>
    public required string Variant { get; init; }

    /// <summary>Where the engine is written down.</summary>
    public required string File { get; init; }

    /// <summary>What was hit, each time.</summary>
    public required IReadOnlyList<string> Hit { get; init; }

    /// <summary>Injections that were carried out.</summary>
    public required int Strikes { get; init; }

    /// <summary>From the first injection to the end of the last, seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>As Litmus would report it.</summary>
    public required ChaosResult Result { get; init; }
}
