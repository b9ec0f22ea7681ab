using Lab.Chaos.Break.Litmus;

namespace Lab.Chaos.Scenarios;

/// <summary>One system, its workload, invariants, variants and conditions, as read from <c>scenario.yaml</c>.</summary>
internal sealed record Scenario
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>The folder that holds scenario.yaml.</summary>
    public required string Folder { get; init; }

    public required Target Target { get; init; }

    /// <summary>In file order.</summary>
    public required IReadOnlyList<Service> Services { get; init; }

    /// <summary>What the code under test does, step by step; feeds the predictor.</summary>
    public required IReadOnlyList<OperationModel> Operations { get; init; }

    /// <summary>Who lives in the predictor's world; all of it has defaults.</summary>
    public SwarmModel Swarm { get; init; } = new();

    public required Workload Workload { get; init; }

    /// <summary>What the fuzzer sends; all of it has defaults.</summary>
    public FuzzModel Fuzz { get; init; } = new();

    /// <summary>What is read after recovery, one row of columns per key.</summary>
    public required IReadOnlyList<StateQuery> State { get; init; }

    /// <summary>Which operations the system kept: columns <c>key</c> and <c>operation</c>; null when the system keeps none.</summary>
    public StateQuery? Records { get; init; }

    public required IReadOnlyList<Invariant> Invariants { get; init; }

    public required IReadOnlyList<Variant> Variants { get; init; }

    public required IReadOnlyList<Condition> Conditions { get; init; }

    /// <summary>What <c>lab break</c> injects; null when the file does not say.</summary>
    public BreakModel? Break { get; init; }

    /// <summary>Every fault file that it names.</summary>
    public IEnumerable<string> FaultFiles => Conditions.Select(condition => condition.Fault).Concat(Break?.Schedule ?? [])
        .OfType<ChaosEngine>().Select(engine => engine.File).Distinct();

    /// <summary>What went wrong in production before, in file order; feeds the predictor.</summary>
    public IReadOnlyList<Incident> Incidents { get; init; } = [];
}

/// <summary>Either an AppHost that the lab starts, or addresses of a system that somebody else started.</summary>
internal sealed record Target
{
    /// <summary>Project folder of the AppHost, relative to the repository; null when addresses are given.</summary>
    public string? AppHost { get; init; }

    /// <summary>Service name to base address.</summary>
    public required IReadOnlyDictionary<string, Uri> Urls { get; init; }

    /// <summary>Resource name to connection string.</summary>
    public required IReadOnlyDictionary<string, string> Connections { get; init; }

    /// <summary>Name of the variant that whoever started it has put in force; null when nobody has said.</summary>
    public string? InForce { get; init; }
}

/// <summary>A service or backing store, and the boundaries that start at it.</summary>
internal sealed record Service
{
    public required string Name { get; init; }

    public required ServiceKind Kind { get; init; }

    /// <summary>How many processes serve it, 1 or more.</summary>
    public required int Replicas { get; init; }

    /// <summary>Names of the services that it calls: each pair is a boundary.</summary>
    public required IReadOnlyList<string> Calls { get; init; }

    /// <summary>How long it takes to answer, when that is known or shaped by a stub.</summary>
    public Latency? Latency { get; init; }

    /// <summary>Processor time of one step there; null when the file does not say.</summary>
    public TimeSpan? Cpu { get; init; }

    /// <summary>Requests that one replica serves at once; null for no limit.</summary>
    public int? Concurrency { get; init; }

    /// <summary>CPU limit of one replica in processors (250m is 0.25), enforced in periods of 100 ms; null for none.</summary>
    public double? Quota { get; init; }
}

internal enum ServiceKind
{
    Http,
    Redis,
    Postgres,
}

/// <summary>A lognormal latency given by two quantiles: sigma = ln(p99 / median) / 2.3263.</summary>
internal sealed record Latency(TimeSpan Median, TimeSpan P99);

/// <summary>An environment override per service, and what the lab should think of it.</summary>
internal sealed record Variant
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    public required VariantRole Role { get; init; }

    /// <summary>Service name to variables.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, string?>> Environment { get; init; }

    /// <summary>The operations as this variant does them, complete; those it does not name are the scenario's.</summary>
    public IReadOnlyList<OperationModel> Operations { get; init; } = [];
}

internal enum VariantRole
{
    /// <summary>The code as it is: expected to be caught.</summary>
    Suspect,

    /// <summary>A remedy that should hold.</summary>
    Fix,

    /// <summary>A remedy that does not hold under some condition.</summary>
    WrongFix,

    /// <summary>Shows that the lab does not mistake silence for health.</summary>
    Control,
}
