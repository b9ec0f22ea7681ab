using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Hazards;

/// <summary>A hazard that shows in the steps themselves, before anything is simulated.</summary>
internal sealed record Finding
{
    /// <summary>Name of the hazard, for example <c>read-then-write</c>.</summary>
    public required string Hazard { get; init; }

    /// <summary>Where the harm would be done.</summary>
    public required Boundary Boundary { get; init; }

    /// <summary>Null when it is no single operation's.</summary>
    public required string? Operation { get; init; }

    /// <summary>Numbers of the steps that show it, in order, depth-first from 1; empty when it is no single operation's.</summary>
    public required IReadOnlyList<int> Steps { get; init; }

    /// <summary>To be checked by hand against the code.</summary>
    public required string Sentence { get; init; }
}
