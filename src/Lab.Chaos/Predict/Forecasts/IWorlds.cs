using Lab.Chaos.Predict.Swarm;

namespace Lab.Chaos.Predict.Forecasts;

/// <summary>Where forecasts get their worlds from: simulated ones, or in tests worlds whose rates are known.</summary>
internal interface IWorlds
{
    /// <summary>Runs each and keeps what is asked of it; in the order of <paramref name="runs"/>, however many run at once.</summary>
    /// <param name="runs">Independent of each other.</param>
    /// <param name="keep">Called from several threads.</param>
    T[] Run<T>(IReadOnlyList<WorldRun> runs, Func<WorldResult, T> keep);

    /// <summary>Runs one again and tells the recorder everything that happens in it.</summary>
    void Replay(WorldRun run, IRecorder recorder);
}

/// <summary>One world: what happens in it, and the name of what it draws from. Exactly one of the plans is set.</summary>
internal sealed record WorldRun
{
    /// <summary>Name of the experiment; worlds of one name and number draw the same whatever their plan, which makes plans comparable.</summary>
    public required string Experiment { get; init; }

    /// <summary>From 0.</summary>
    public required int Number { get; init; }

    public VolleyPlan? Volley { get; init; }

    public CrowdPlan? Crowd { get; init; }

    public static WorldRun Of(string experiment, int number, VolleyPlan plan) => new() { Experiment = experiment, Number = number, Volley = plan };

    public static WorldRun Of(string experiment, int number, CrowdPlan plan) => new() { Experiment = experiment, Number = number, Crowd = plan };
}
