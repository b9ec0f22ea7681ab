using Lab.Contracts.Histories;

namespace Lab.Chaos.Witness;

/// <summary>One operation and what its trace shows that it did to the stores.</summary>
/// <param name="Operation">From the history.</param>
/// <param name="Accesses">By the time they began.</param>
internal sealed record Traced(Operation Operation, IReadOnlyList<Touch> Accesses);

/// <summary>
/// Two operations of which each was, for some cell, before the other: no order of the two explains what they saw. The smallest cycle of conflicts that
/// there is (Adya, "Weak Consistency", 1999, section 4; for web requests: Warszawski and Bailis, "ACIDRain", 2017).
/// <code>
/// lost update    A: read x ------------- write x        stale pair   A: write x ------------ write y
///                B:        read x -- write x                         B:         read x, read y
/// </code>
/// </summary>
internal sealed record Crossing
{
    /// <summary>Whose access of <see cref="There"/> comes before the other's.</summary>
    public required Traced A { get; init; }

    public required Traced B { get; init; }

    /// <summary>An access of A before a conflicting one of B.</summary>
    public required (Touch First, Touch Second) There { get; init; }

    /// <summary>An access of B before a conflicting one of A.</summary>
    public required (Touch First, Touch Second) Back { get; init; }

    /// <summary>Both read the same cell before either wrote it.</summary>
    public bool IsLostUpdate => There.First.Cell == Back.First.Cell && There.First.IsRead && Back.First.IsRead;

    /// <summary>The four accesses that show it.</summary>
    public IEnumerable<Touch> Decisive => new[] { There.First, There.Second, Back.First, Back.Second }.Distinct();

    /// <summary>From the first of the four to the last, ns.</summary>
    public long Extent => Decisive.Max(access => access.Span.End) - Decisive.Min(access => access.Span.Start);
}
