namespace Lab.Chaos.Break.Running;

/// <summary>One experiment of an engine as it went: what a ChaosResult is made of.</summary>
internal sealed record FaultRun
{
    public required string Engine { get; init; }

    /// <summary>Namespace of the engine; empty when it has none.</summary>
    public required string Namespace { get; init; }

    public required string Fault { get; init; }

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

    /// <summary>Why it could not be carried out, with the code that Litmus has for it; null when it was.</summary>
    public FaultError? Error { get; init; }
}

/// <summary>What kept a fault from being injected.</summary>
/// <param name="Code">As upstream: <c>TARGET_SELECTION_ERROR</c>, <c>CHAOS_INJECT_ERROR</c>, <c>EXPERIMENT_ABORTED</c> and so on.</param>
/// <param name="Phase"><c>PreChaos</c>, <c>ChaosInject</c> or <c>PostChaos</c>.</param>
/// <param name="Reason">In words, with the mend.</param>
internal sealed record FaultError(string Code, string Phase, string Reason);
