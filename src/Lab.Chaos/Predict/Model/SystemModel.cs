using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Model;

/// <summary>
/// What the swarm lives in: one variant of a scenario with every number filled in, and where each number comes from.
/// <code>Scenario + Variant -> SystemModel -> with calibrated numbers -> with what-ifs -> CompiledSystem</code>
/// </summary>
internal sealed record SystemModel
{
    public required string Scenario { get; init; }

    /// <summary>Name of the variant whose operations these are; null for the scenario's own.</summary>
    public required string? Variant { get; init; }

    /// <summary>In file order.</summary>
    public required IReadOnlyList<ServiceModel> Services { get; init; }

    public required IReadOnlyList<OperationModel> Operations { get; init; }

    public required SwarmModel Swarm { get; init; }

    /// <summary>Where <see cref="SwarmModel.Cores"/> comes from; its default is the scenario.</summary>
    public Origin CoresOrigin { get; init; } = Origin.Given;

    public required VolleyModel Volley { get; init; }

    public required IReadOnlyList<Incident> Incidents { get; init; }

    /// <summary>Every pair that is declared under <c>calls</c> or touched by a step, in file order.</summary>
    public required IReadOnlyList<Boundary> Boundaries { get; init; }

    /// <summary>
    /// Processor time of one request before its operation begins: balancers, what stands in front of the service, the client. Charged
    /// to the shared processors where the swarm has them, else plain time. Default 0: it is in the service's latency.
    /// </summary>
    public TimeSpan EntryCpu { get; init; }

    /// <summary>The same system if these were so, in their order.</summary>
    public SystemModel With(params IReadOnlyList<WhatIf> suppositions) =>
        suppositions.Aggregate(this, (model, supposition) => supposition.Suppose(model));
}

/// <summary>A service or backing store with its numbers.</summary>
internal sealed record ServiceModel
{
    public required string Name { get; init; }

    public required ServiceKind Kind { get; init; }

    public required int Replicas { get; init; }

    /// <summary>From sending to the reply of one step there, network included.</summary>
    public required Known<Latency> Latency { get; init; }

    /// <summary>Processor time of one step there.</summary>
    public required Known<TimeSpan> Cpu { get; init; }

    /// <summary>Requests that one replica serves at once; null for no limit.</summary>
    public required int? Concurrency { get; init; }

    /// <summary>CPU limit of one replica in processors; null for none.</summary>
    public required double? Quota { get; init; }
}

/// <summary>What a volley of the workload is.</summary>
/// <param name="Stock">Units that a fresh key starts with.</param>
/// <param name="Requests">Requests in one volley.</param>
/// <param name="Within">Window over which the unaligned arm spreads them.</param>
/// <param name="Timeout">After this the client stops waiting.</param>
internal sealed record VolleyModel(int Stock, int Requests, TimeSpan Within, TimeSpan Timeout);

/// <summary>A number and where it comes from.</summary>
internal sealed record Known<T>(T Value, Origin Origin);

/// <summary>How far a number can be trusted.</summary>
internal enum Origin
{
    /// <summary>Nobody said: a default of the lab.</summary>
    Assumed,

    /// <summary>The scenario says so.</summary>
    Given,

    /// <summary>A probe against the running system found it.</summary>
    Measured,

    /// <summary>A what-if question set it.</summary>
    Supposed,
}
