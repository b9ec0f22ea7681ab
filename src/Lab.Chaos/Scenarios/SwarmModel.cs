namespace Lab.Chaos.Scenarios;

/// <summary>Who lives in the predictor's world and what happens to it; section <c>swarm</c>.</summary>
internal sealed record SwarmModel
{
    /// <summary>Processors that all processes share on one machine; null when every replica has its own.</summary>
    public int? Cores { get; init; }

    /// <summary>How many keys agents choose from; default 100.</summary>
    public int Keys { get; init; } = 100;

    /// <summary>Exponent of the keys' popularity, 0 for all alike; default 1.1.</summary>
    public double Zipf { get; init; } = 1.1;

    /// <summary>Pause of an agent between two requests.</summary>
    public Latency Think { get; init; } = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(20));

    /// <summary>Shares of behaviours, not normalised.</summary>
    public IReadOnlyDictionary<Behaviour, double> Population { get; init; } = DefaultPopulation;

    /// <summary>Cells that start with another number than the workload's stock, by key template.</summary>
    public IReadOnlyDictionary<string, long> Starts { get; init; } = new Dictionary<string, long>();

    /// <summary>Service to the kills of one of its replicas.</summary>
    public IReadOnlyDictionary<string, RestartModel> Restarts { get; init; } = new Dictionary<string, RestartModel>();

    /// <summary>Service to the stops of one of its replicas.</summary>
    public IReadOnlyDictionary<string, PauseModel> Pauses { get; init; } = new Dictionary<string, PauseModel>();

    /// <summary>Service to the times at which it answers slowly.</summary>
    public IReadOnlyDictionary<string, SlowModel> Slow { get; init; } = new Dictionary<string, SlowModel>();

    private static Dictionary<Behaviour, double> DefaultPopulation => new()
    {
        [Behaviour.Buyers] = 60,
        [Behaviour.Herders] = 15,
        [Behaviour.Retriers] = 10,
        [Behaviour.Refreshers] = 10,
        [Behaviour.Bots] = 5,
    };
}

internal enum Behaviour
{
    /// <summary>Choose a key by its popularity, send one request, think.</summary>
    Buyers,

    /// <summary>Prefer the keys that others take most at the moment.</summary>
    Herders,

    /// <summary>Give up waiting early and send the same request again.</summary>
    Retriers,

    /// <summary>Send the reading part of the operation again and again.</summary>
    Refreshers,

    /// <summary>All fire at one key in the moment in which it goes on sale.</summary>
    Bots,

    /// <summary>Mostly look, and seldom go further than reading.</summary>
    Browsers,
}

/// <summary>One replica dies with all it was doing, and another takes its place.</summary>
/// <param name="Every">Mean time between two.</param>
internal sealed record RestartModel(TimeSpan Every);

/// <summary>One replica stands still and goes on.</summary>
/// <param name="Every">Mean time between two.</param>
/// <param name="For">How long it stands.</param>
internal sealed record PauseModel(TimeSpan Every, TimeSpan For);

/// <summary>A service answers slowly for a while.</summary>
/// <param name="Every">Mean time between two such times.</param>
/// <param name="For">How long one lasts.</param>
/// <param name="Times">Factor on its latency, 1 or more.</param>
internal sealed record SlowModel(TimeSpan Every, TimeSpan For, double Times);
