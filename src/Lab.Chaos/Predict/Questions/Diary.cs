using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Predict.Swarm;
using Lab.Contracts;

namespace Lab.Chaos.Predict.Questions;

/// <summary>What one agent lived through in the first base crowd: <c>--agent 4711</c>.</summary>
/// <param name="Agent">Its number.</param>
/// <param name="Entries">In order, the first of them where there are many.</param>
/// <param name="Total">Entries that there are.</param>
internal sealed record Diary(int Agent, IReadOnlyList<DiaryEntry> Entries, int Total)
{
    private const int Most = 500;

    /// <exception cref="LabException">The crowd has no such agent.</exception>
    public static Diary Of(StepBook book, IWorlds worlds, PredictionPlan plan, int agent)
    {
        if (agent < 0 || agent >= plan.Agents)
        {
            throw new LabException($"--agent is {agent}; the crowd has agents 0 to {plan.Agents - 1}. Example: --agent {plan.Agents / 2}.");
        }

        var kept = new Kept(happened => happened.Agent == agent, Most);
        worlds.Replay(CrowdForecast.First(plan), kept);
        Dictionary<int, long> since = [];
        return new Diary(agent, [.. kept.Events.Select(happened => Entry(book, happened, since))], kept.Count);
    }

    private static DiaryEntry Entry(StepBook book, StepEvent happened, Dictionary<int, long> since)
    {
        var waited = since.TryGetValue(happened.Request, out var before) ? happened.Nanoseconds - before : 0;
        since[happened.Request] = happened.Nanoseconds;
        return new DiaryEntry
        {
            Nanoseconds = happened.Nanoseconds,
            WaitedNanoseconds = waited,
            Request = happened.Request,
            Attempt = happened.Attempt + 1,
            Operation = book.Model.Operations[happened.Operation].Name,
            Step = happened.Step,
            Where = happened.Service < 0 ? "client" : book.FullReplica(happened.Service, happened.Replica),
            What = Deed.Of(book, happened),
            Anomaly = happened.Anomaly,
        };
    }
}

/// <summary>One line of a diary.</summary>
internal sealed record DiaryEntry
{
    /// <summary>Virtual time since the world began.</summary>
    public required long Nanoseconds { get; init; }

    /// <summary>Since the entry before of the same request: latency, queue, lock.</summary>
    public required long WaitedNanoseconds { get; init; }

    public required int Request { get; init; }

    /// <summary>From 1; more when it was sent again.</summary>
    public required int Attempt { get; init; }

    public required string Operation { get; init; }

    /// <summary>0 where no step is concerned.</summary>
    public required int Step { get; init; }

    public required string Where { get; init; }

    public required string What { get; init; }

    public required Anomaly? Anomaly { get; init; }
}
