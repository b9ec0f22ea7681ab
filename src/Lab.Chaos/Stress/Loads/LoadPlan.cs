using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Stress.Loads;

/// <summary>
/// Everything about a load that is decided before it starts; says nothing about who sends it. Which key and which session the n-th arrival gets
/// depends on n and the seed alone.
/// </summary>
internal sealed record LoadPlan
{
    public const int MostConnections = 4_000;

    public const int DefaultConnections = 200;

    /// <summary>A request that found no free connection is given up when it is this late: sent then, it would be sent at another time than asked.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(2);

    /// <summary>Prefix of operation ids, unique in the run.</summary>
    public required string Id { get; init; }

    public required Seed Seed { get; init; }

    public required IReadOnlyList<string> Keys { get; init; }

    public required Popularity KeyPopularity { get; init; }

    public required IReadOnlyList<LoadSession> Sessions { get; init; }

    /// <summary>After this, counted from when it was due, a client stops waiting.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Most requests in flight.</summary>
    public required int Connections { get; init; }
}

/// <summary>What one arrival does: one request, or several of which a later one may use an earlier answer.</summary>
/// <param name="Name">As in the scenario.</param>
/// <param name="Weight">Share among the sessions.</param>
/// <param name="Steps">At least one.</param>
internal sealed record LoadSession(string Name, double Weight, IReadOnlyList<LoadStep> Steps);

/// <summary>One request of a session.</summary>
internal sealed record LoadStep
{
    /// <summary><c>order</c>, or <c>order/2</c> from the second step on.</summary>
    public required string Name { get; init; }

    public required CompiledRequest Request { get; init; }

    public required OutcomeRules Outcomes { get; init; }

    /// <summary>What later steps use of the answer.</summary>
    public IReadOnlyList<Capture> Captures { get; init; } = [];

    /// <summary>True for requests that the scenario's checks do not judge: they are beside the contended one.</summary>
    public bool Aside { get; init; }
}

/// <summary>A value of an answer.</summary>
/// <param name="Slot">Where it is kept for the rest of the session.</param>
/// <param name="Path">Where it is found.</param>
internal sealed record Capture(int Slot, JsonPath Path);
