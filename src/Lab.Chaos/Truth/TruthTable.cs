using Lab.Chaos.Checks;

namespace Lab.Chaos.Truth;

/// <summary>
/// What must come out, as read from truth.yaml: variants down, conditions across.
/// <code>
///              sequential   volley     redis-killed
/// naive        Holds        Violated   Violated
/// redlock      Holds        Holds      Holds
/// </code>
/// </summary>
internal sealed record TruthTable
{
    /// <summary>Name of the scenario.</summary>
    public required string Scenario { get; init; }

    /// <summary>Every variant under every condition, row by row in the order of the scenario file.</summary>
    public required IReadOnlyList<TruthCell> Cells { get; init; }

    /// <summary>A selection with fewer volleys for every build, in the same order; empty when the file names none.</summary>
    public required IReadOnlyList<TruthCell> Quick { get; init; }
}

/// <summary>One cell: a variant under a condition.</summary>
internal sealed record TruthCell
{
    public required string Variant { get; init; }

    public required string Condition { get; init; }

    public required Verdict Expected { get; init; }

    /// <summary>How many volleys it takes; when Violated is expected, the most that it takes to find a witness.</summary>
    public required int Volleys { get; init; }
}
