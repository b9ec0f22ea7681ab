using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Hazards;

/// <summary>A step where it stands in its operation.</summary>
internal sealed record NumberedStep
{
    /// <summary>Depth-first from 1.</summary>
    public required int Number { get; init; }

    public required Step Step { get; init; }

    /// <summary>The service that executes it.</summary>
    public required string Service { get; init; }

    /// <summary>Locks and transactions around it, outermost first.</summary>
    public required IReadOnlyList<NumberedStep> Inside { get; init; }

    public Boundary Boundary => new(Service, Step.Resource);

    public CellName Cell => new(Step.Resource, Step.Key);

    /// <summary>Whether requests meet at its key; one that belongs to a request or a client cannot be raced for.</summary>
    public bool IsShared => !Step.Key.Contains("{operation}", StringComparison.Ordinal) && !Step.Key.Contains("{process}", StringComparison.Ordinal);

    /// <summary>Whether it changes a store.</summary>
    public bool Changes => Step.Kind is StepKind.Write or StepKind.Atomic or StepKind.Invalidate;

    /// <summary>Whether doing it twice, or on a condition that is no longer true, does harm.</summary>
    public bool Harms => Step switch
    {
        { Kind: StepKind.Atomic } or { Kind: StepKind.Call, Applies: true } => true,
        { Kind: StepKind.Write } => Step.Add is not null || Step.New,
        _ => false,
    };

    /// <summary>As messages name what it touches: <c>stock:{key} of redis</c>.</summary>
    public string What => $"{Step.Key} of {Step.Resource}";

    /// <summary>What it does, as a verb with its object.</summary>
    public string Deed => Step.Kind switch
    {
        StepKind.Call => $"calls {Step.Resource}",
        StepKind.Write when Step.New => $"adds a row to {What}",
        StepKind.Invalidate => $"drops {What}",
        StepKind.Read => $"reads {What}",
        StepKind.Check => $"checks {What}",
        _ => $"changes {What}",
    };
}
