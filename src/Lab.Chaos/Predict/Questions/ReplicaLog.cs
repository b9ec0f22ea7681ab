using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Predict.Questions;

/// <summary>What one replica held when, in the first base crowd: <c>--when inventory-2</c>.</summary>
internal sealed record ReplicaLog
{
    private const int Most = 500;

    public required string Replica { get; init; }

    /// <summary>Attempts that were executed there.</summary>
    public required int Attempts { get; init; }

    /// <summary>Most attempts that were going on at once.</summary>
    public required int MostAtOnce { get; init; }

    /// <summary>Virtual time at which that was.</summary>
    public required long MostAtOnceNanoseconds { get; init; }

    /// <summary>Times at which it stood still or was gone, then locks that it held; by their beginning, the first where there are many.</summary>
    public required IReadOnlyList<Held> Holds { get; init; }

    /// <summary>Holds that there are.</summary>
    public required int Total { get; init; }

    /// <exception cref="LabException">The model has no such replica.</exception>
    public static ReplicaLog Of(StepBook book, IWorlds worlds, PredictionPlan plan, string name)
    {
        var (service, replica) = Find(book, name);
        var kept = new Kept(happened => happened.Service == service && happened.Replica == replica, int.MaxValue);
        worlds.Replay(CrowdForecast.First(plan), kept);
        var holds = Holdings.Of(book, kept.Events).OrderBy(held => held.IsLock).ThenBy(held => held.From).ThenBy(held => held.What, StringComparer.Ordinal).ToList();
        var (most, at) = AtOnce(kept.Events);
        return new ReplicaLog
        {
            Replica = book.FullReplica(service, replica),
            Attempts = kept.Events.Where(happened => happened.Request >= 0).Select(happened => (happened.Request, happened.Attempt)).Distinct().Count(),
            MostAtOnce = most,
            MostAtOnceNanoseconds = at,
            Holds = [.. holds.Take(Most)],
            Total = holds.Count,
        };
    }

    // `inventory-2`; `checkout` or `checkout-1` where it has one replica; `replica-2` of the service that has the most replicas.
    private static (int Service, int Replica) Find(StepBook book, string name)
    {
        var many = book.Model.Services.MaxBy(service => service.Replicas)!.Name;
        var known = book.Model.Services.Index()
            .SelectMany(service => Enumerable.Range(1, service.Item.Replicas).Select(replica => (Service: service.Index, Replica: replica)))
            .ToDictionary(at => book.FullReplica(at.Service, at.Replica));
        var full = name.StartsWith("replica-", StringComparison.Ordinal) ? name.Replace("replica", many, StringComparison.Ordinal) : name;
        return known.TryGetValue(full, out var found) || known.TryGetValue(full.EndsWith("-1", StringComparison.Ordinal) ? full[..^2] : full, out found)
            ? found
            : throw new LabException($"Unknown replica '{name}' in scenario '{book.Model.Scenario}'. {Suggest.Among(name, known.Keys)}");
    }

    // An attempt is going on from its first to its last event there.
    private static (int Most, long At) AtOnce(IReadOnlyList<StepEvent> events)
    {
        var spans = events.Where(happened => happened.Request >= 0)
            .GroupBy(happened => (happened.Request, happened.Attempt))
            .Select(attempt => (From: attempt.First().Nanoseconds, To: attempt.Last().Nanoseconds))
            .SelectMany(span => new[] { (At: span.From, Change: 1), (At: span.To + 1, Change: -1) })
            .OrderBy(change => change.At).ThenBy(change => change.Change);
        var (now, most, when) = (0, 0, 0L);
        foreach (var (at, change) in spans)
        {
            now += change;
            (most, when) = now > most ? (now, at) : (most, when);
        }

        return (most, when);
    }
}
