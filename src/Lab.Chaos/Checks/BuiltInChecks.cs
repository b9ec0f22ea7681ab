using Lab.Chaos.Histories;

namespace Lab.Chaos.Checks;

/// <summary>A check of the history that scenarios call by name.</summary>
/// <param name="Name">As written in scenario.yaml.</param>
/// <param name="Meaning">What must be true, in one sentence.</param>
/// <param name="Find">Judges one volley. Throwing counts as Unknown.</param>
internal sealed record BuiltInCheck(string Name, string Meaning, Func<VolleyHistory, Finding> Find)
{
    /// <summary>A check that compares the history with what the system kept: where no records were read, it saw nothing.</summary>
    public static BuiltInCheck OfRecords(string name, string meaning, Func<VolleyHistory, KeptRecords, Finding> find) =>
        new(name, meaning, volley => KeptRecords.Of(volley) is { } kept
            ? find(volley, kept)
            : Finding.Without(name, Verdict.Unknown, $"{volley.Start.Key}: no records were read, so {name} saw nothing. Add 'records' to the scenario."));
}

/// <summary>Every check that needs no query of the user's: add one here and in a file of its own.</summary>
internal static class BuiltInChecks
{
    public static IReadOnlyList<BuiltInCheck> All { get; } =
    [
        AcknowledgedOnce.Check,
        NoPhantoms.Check,
        NeverMixed.Check,
    ];
}
