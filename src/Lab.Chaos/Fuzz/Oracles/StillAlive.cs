namespace Lab.Chaos.Fuzz.Oracles;

/// <summary>No request ends a process.</summary>
internal static class StillAlive
{
    public const string Name = "process-alive";

    public static readonly Oracle Oracle = new(
        Name,
        "The target's processes are those it began with.",
        (trial, _) => trial.Died.Count == 0 ? [] :
        [
            new Breach
            {
                Oracle = Name,
                Operation = trial.Case.Steps[0].Operation.Name,
                Sign = "died",
                Sentence = string.Join("; ", trial.Died) + ".",
            },
        ]);
}
