using Lab.Chaos.Tracing.Accesses;

namespace Lab.Chaos.Debugging.Separation;

/// <summary>One step of one operation, as its span tells it: an access of a store, a call, or the work of a service.</summary>
internal sealed record TracedStep
{
    public required StepName Name { get; init; }

    /// <summary>Number of the operation within its volley.</summary>
    public required int Operation { get; init; }

    /// <summary>ns, on the clock of the spans.</summary>
    public required long Start { get; init; }

    /// <summary>ns, on the clock of the spans.</summary>
    public required long End { get; init; }

    /// <summary>What it reads and changes; none for a call, and for the work of a service.</summary>
    public IReadOnlyList<TouchedCell> Cells { get; init; } = [];

    /// <summary>What it read, or what its write made of the cell; null when the span does not say.</summary>
    public string? Value { get; init; }

    /// <summary>Whether this had certainly happened before the other began: within a span, nobody knows when the store did it.</summary>
    public bool IsBefore(TracedStep other) => End <= other.Start;

    /// <summary>Whether the order of the two matters: both are about one cell, which one of them changes.</summary>
    public bool Conflicts(TracedStep other)
    {
        foreach (var own in Cells)
        {
            foreach (var cell in other.Cells)
            {
                if (own.Exact == cell.Exact && (own.Changes || cell.Changes))
                {
                    return true;
                }
            }
        }

        return false;
    }
}

/// <summary>A cell that a step is about.</summary>
/// <param name="Pattern">Without the keys of the volley, so that it is the same in all of them.</param>
/// <param name="Exact">Number of the cell itself within its volley.</param>
/// <param name="Changes">Whether the step changes it, or only reads it.</param>
internal readonly record struct TouchedCell(Cell Pattern, int Exact, bool Changes);
