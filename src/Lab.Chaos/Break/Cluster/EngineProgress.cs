using System.Globalization;

namespace Lab.Chaos.Break.Cluster;

/// <summary>Whether an engine is at its end, and if not by itself, why it is given up.</summary>
/// <param name="Over">True when nothing more is waited for.</param>
/// <param name="Words">For the line of progress.</param>
/// <param name="Trouble">Why it ended without saying so itself; null when it did.</param>
internal sealed record EngineProgress(bool Over, string Words, string? Trouble)
{
    /// <summary>
    /// Decides from both documents, since either may stay behind for ever: an engine that says Awaited beside a result that says Pass, a completed engine without
    /// a result, a result that is Awaited though its pod has failed.
    /// </summary>
    /// <param name="view">What is known.</param>
    /// <param name="age">Since the engine was created.</param>
    /// <param name="split">Since one of the two documents is at its end and the other not; zero when they agree.</param>
    /// <param name="silence">Since the API server was last heard.</param>
    /// <param name="allowed">For the whole engine.</param>
    /// <param name="limits">For the parts.</param>
    public static EngineProgress Of(EngineView view, TimeSpan age, TimeSpan split, TimeSpan silence, TimeSpan allowed, ClusterLimits limits)
    {
        var words = Told(view);
        EngineProgress GiveUp(string trouble) => new(true, words, trouble);

        if (view.EngineOver && view.ResultsOver)
        {
            return new(true, words, null);
        }

        if (view.Deleted)
        {
            return GiveUp("the engine was deleted by somebody else while it ran");
        }

        if (view.Faults.FirstOrDefault(fault => view.StatusOf(fault).Contains("Not Found", StringComparison.OrdinalIgnoreCase)) is { } unknown)
        {
            return GiveUp($"the operator found no ChaosExperiment '{unknown}' in the engine's namespace; it must be there before the engine");
        }

        if (silence >= limits.Silence)
        {
            return GiveUp($"the API server has not been heard for {Seconds(silence)}");
        }

        if (split >= limits.Settle)
        {
            return view.EngineOver
                ? GiveUp($"the engine is {view.Status}, but {Awaited(view)} {Seconds(split)} later; its experiment pod ended without writing it")
                : new(true, words, null);
        }

        if (view.Status.Length == 0 && age >= limits.PickUp)
        {
            return GiveUp($"the operator has not taken notice of the engine within {Seconds(age)}; it may not run, or watch other namespaces (WATCH_NAMESPACE)");
        }

        return age >= allowed
            ? GiveUp($"no end within {Seconds(allowed)}: the engine is {(view.Status.Length == 0 ? "without status" : view.Status)}, {Awaited(view)}")
            : new(false, words, null);
    }

    private static string Awaited(EngineView view) => string.Join(" and ", view.Faults
        .Where(fault => !LitmusVerdict.IsFinal(view.VerdictOf(fault)))
        .Select(fault => view.VerdictOf(fault) is { Length: > 0 } verdict ? $"the result of {fault} is still {verdict}" : $"{fault} has no result")
        .DefaultIfEmpty("its results are final"));

    private static string Told(EngineView view) => string.Join(", ", view.Faults
        .Select(fault => $"{fault} {(view.VerdictOf(fault) is { Length: > 0 } verdict && verdict != "Awaited" ? verdict : view.StatusOf(fault) is { Length: > 0 } status ? status : "awaited")}")
        .Prepend(view.Status.Length == 0 ? "waiting for the operator" : view.Status));

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");
}
