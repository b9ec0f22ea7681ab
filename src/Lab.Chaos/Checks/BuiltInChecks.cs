using Lab.Chaos.Histories;

namespace Lab.Chaos.Checks;

/// <summary>A check of the history that scenarios call by name.</summary>
/// <param name="Name">As written in scenario.yaml.</param>
/// <param name="Meaning">What must be true, in one sentence.</param>
/// <param name="Find">Judges one volley; called only when records were read. Throwing counts as Unknown.</param>
internal sealed record BuiltInCheck(string Name, string Meaning, Func<VolleyHistory, KeptRecords, Finding> Find);

/// <summary>Every check that needs no query of the user's: add one here and in a file of its own.</summary>
internal static class BuiltInChecks
{
    public static IReadOnlyList<BuiltInCheck> All { get; } =
    [
        AcknowledgedOnce.Check,
        NoPhantoms.Check,
    ];
}
