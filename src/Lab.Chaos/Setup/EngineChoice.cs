using System.Diagnostics;
using Lab.Contracts;

namespace Lab.Chaos.Setup;

/// <summary>What the user asked for.</summary>
internal enum EngineWish
{
    /// <summary>Nothing: a choice made before stays.</summary>
    Keep,

    /// <summary>Aspire where its packages restore, else embedded.</summary>
    Auto,

    /// <summary>The engine of src/Lab.Hosting.</summary>
    Embedded,

    /// <summary>The Aspire packages.</summary>
    Aspire,
}

/// <summary>An engine and, in a few words, why it is that one.</summary>
/// <param name="Engine"><c>embedded</c> or <c>aspire</c>.</param>
/// <param name="Reason">Goes on after "because": <c>embedded, because Aspire cannot be restored</c>.</param>
internal sealed record EngineChoice(string Engine, string Reason)
{
    public const string Embedded = "embedded";
    public const string Aspire = "aspire";

    /// <summary>True when the answer depends on whether the Aspire packages restore: only then is it worth trying.</summary>
    public static bool NeedsProbe(EngineWish wish, EngineChoice? before) =>
        wish is EngineWish.Auto or EngineWish.Aspire || (wish is EngineWish.Keep && before is null);

    /// <summary>Decides; does nothing.</summary>
    /// <param name="wish">What was asked for.</param>
    /// <param name="before">The choice that stands in .lab/engine.props.</param>
    /// <param name="probe">What came of restoring; null when it was not tried.</param>
    /// <exception cref="LabException">Aspire was asked for and cannot be had.</exception>
    public static EngineChoice Decide(EngineWish wish, EngineChoice? before, RestoreProbe? probe) => wish switch
    {
        EngineWish.Keep when before is not null => before,
        EngineWish.Embedded => new(Embedded, "it was asked for with --engine embedded"),
        _ when probe is null => throw new UnreachableException($"{wish} is decided by a restore, and none was tried."),
        EngineWish.Aspire or EngineWish.Auto or EngineWish.Keep when probe.Problem is null =>
            new(Aspire, $"Aspire {probe.Version} restores from the configured feeds"),
        EngineWish.Aspire => throw new LabException(
            $"Aspire {probe.Version} cannot be restored: {probe.Problem}. Add a feed that has it to your NuGet configuration, or take --engine embedded. Nothing was changed."),
        _ => new(Embedded, $"Aspire {probe.Version} cannot be restored: {probe.Problem}"),
    };

    /// <summary>What the user should know once it is written; null when nothing changes for them.</summary>
    /// <param name="running">The engine of the binary that is running.</param>
    /// <param name="variable">Value of the environment variable <c>LabEngine</c>, which wins over every choice.</param>
    public string? AfterWords(string running, string? variable) =>
        variable is { Length: > 0 } && variable != Engine ? $"The variable LabEngine is '{variable}' and wins while it is set. Unset it to use the {Engine} engine."
        : running != Engine ? $"From the next call on, ./lab uses the {Engine} engine, and builds it first where that is still to be done."
        : null;
}

/// <summary>Whether the packages of the Aspire engine can be had here.</summary>
/// <param name="Version">Of <c>Aspire.AppHost.Sdk</c>.</param>
/// <param name="Problem">Null when they can; else the first reason, in one line.</param>
internal sealed record RestoreProbe(string Version, string? Problem);
