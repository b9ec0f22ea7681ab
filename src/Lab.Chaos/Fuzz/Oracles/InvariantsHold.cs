namespace Lab.Chaos.Fuzz.Oracles;

/// <summary>After a volley of odd shapes the scenario's invariants hold.</summary>
internal static class InvariantsHold
{
    public const string Name = "invariants";

    public static readonly Oracle Oracle = new(
        Name,
        "What the scenario says must stay true is true after a volley.",
        (trial, _) => trial.Invariants.Select(finding => new Breach
        {
            Oracle = Name,
            Operation = trial.Case.Steps.First(step => step.Clients > 1).Operation.Name,
            Sign = finding.Check,
            Sentence = finding.Sentence,
        }));
}
