using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Hazards;

/// <summary>Whether something keeps others out between a look at a cell and the effect that relies on it.</summary>
internal static class Exclusion
{
    /// <summary>A lock around both, a row lock that the look takes, or a transaction that starts over when the cell has changed.</summary>
    public static bool Keeps(NumberedStep look, NumberedStep effect) => look.Inside.Any(block => effect.Inside.Contains(block) && block.Step switch
    {
        { Kind: StepKind.Lock } => Covers(block, look),
        { Kind: StepKind.Transaction, Isolation: Isolation.Serializable } => true,
        { Kind: StepKind.Transaction } => look.Step.ForUpdate,
        _ => false,
    });

    /// <summary>The store itself refuses an effect that comes too late, whoever holds what.</summary>
    public static bool StoreRefuses(NumberedStep effect, OperationView operation) =>
        effect.Step.Holds is not null
        || effect.Step.Version
        || effect.Inside.Any(block => block.Step.Kind == StepKind.Transaction
            && (block.Step.Isolation == Isolation.Serializable || operation.In(block).Any(step => step.Step.ForUpdate && step.Number < effect.Number)));

    // A lock that is one a key keeps nobody off what all keys share, and one of each request keeps nobody off anything.
    private static bool Covers(NumberedStep block, NumberedStep look) =>
        block.IsShared && (HasKey(look.Step.Key) || !HasKey(block.Step.Key));

    private static bool HasKey(string template) => template.Contains("{key}", StringComparison.Ordinal);
}
