using Lab.Chaos.Checks;
using Lab.Chaos.Histories;
using Lab.Chaos.Stress;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Reports;

/// <summary>A load as it is reported: what was asked, how well it was sent, what came back.</summary>
internal sealed record LoadReport
{
    /// <summary><c>open</c> or <c>closed</c>.</summary>
    public required string Model { get; init; }

    public required string Schedule { get; init; }

    /// <summary>Who sent it; null for the lab itself.</summary>
    public string? Driver { get; init; }

    public required int Connections { get; init; }

    public required int Keys { get; init; }

    /// <summary>Keys that were asked for more than they had: only these could break.</summary>
    public required int Contended { get; init; }

    /// <summary>Arrivals that were due; 0 when the run ended before the load did.</summary>
    public required int Planned { get; init; }

    /// <summary>Arrivals that found no free connection within 2 ms and were never sent.</summary>
    public required int Unsent { get; init; }

    /// <summary>Arrivals sent more than 2 ms late; their latency counts from when they were due.</summary>
    public required int Late { get; init; }

    /// <summary>Answers that lacked what a later step needed.</summary>
    public required int Uncaptured { get; init; }

    /// <summary>From due to sent.</summary>
    public required TimeSpan ScheduleErrorP50 { get; init; }

    public required TimeSpan ScheduleErrorP99 { get; init; }

    public required TimeSpan ScheduleErrorMax { get; init; }

    /// <summary>Requests answered a second; null when it is not known how long it took.</summary>
    public required double? Rate { get; init; }

    /// <summary>All requests, and then those of each step of a session where there is more than one.</summary>
    public required IReadOnlyList<StepReport> Steps { get; init; }

    /// <summary>Why it proves less than it could; empty when it does not.</summary>
    public required IReadOnlyList<string> Doubts { get; init; }

    public static LoadReport Of(LoadHistory load, IReadOnlyList<VolleyHistory> keys)
    {
        var end = load.End;
        Operation[] all = [.. keys.SelectMany(key => key.Operations.Concat(key.Aside))];
        var contended = keys.Count(IsContended);
        return new LoadReport
        {
            Model = load.Start.Model,
            Schedule = load.Start.Schedule,
            Driver = load.Start.Driver,
            Connections = load.Start.Connections,
            Keys = load.Start.Keys,
            Contended = contended,
            Planned = end is null ? 0 : end.Begun + end.Unsent,
            Unsent = end?.Unsent ?? 0,
            Late = end?.Late ?? 0,
            Uncaptured = end?.Uncaptured ?? 0,
            ScheduleErrorP50 = MonotonicClock.FromNanoseconds(end?.ScheduleErrorP50 ?? 0),
            ScheduleErrorP99 = MonotonicClock.FromNanoseconds(end?.ScheduleErrorP99 ?? 0),
            ScheduleErrorMax = MonotonicClock.FromNanoseconds(end?.ScheduleErrorMax ?? 0),
            Rate = end is { Elapsed: > 0 } ? all.Length * 1e9 / end.Elapsed : null,
            Steps =
            [
                StepReport.Of("all", all),
                .. all.Where(operation => operation.Step is not null).GroupBy(operation => operation.Step!, StringComparer.Ordinal)
                    .OrderBy(step => step.Key, StringComparer.Ordinal).Select(step => StepReport.Of(step.Key, [.. step])),
            ],
            Doubts = [.. DoubtsOf(load, all, contended)],
        };
    }

    /// <summary>
    /// The worst of the keys that were contended for: one that nobody fought over cannot have shown anything. What casts doubt on the whole leaves
    /// it Unknown at best; nothing excuses a violation that was seen.
    /// </summary>
    public Verdict Judge(IReadOnlyList<VolleyHistory> keys, IReadOnlyList<VolleyJudgement> judgements)
    {
        var worst = Verdicts.Worst(Telling(keys, judgements).Select(judgement => judgement.Verdict));
        return worst == Verdict.Holds && Doubts.Count > 0 ? Verdict.Unknown : worst;
    }

    /// <summary>The judgements of keys that were contended for, and violations wherever they were seen.</summary>
    public static IReadOnlyList<VolleyJudgement> Telling(IReadOnlyList<VolleyHistory> keys, IReadOnlyList<VolleyJudgement> judgements)
    {
        var contended = keys.Where(IsContended).Select(key => key.Start.Volley).ToHashSet();
        return [.. judgements.Where(judgement => judgement.Verdict == Verdict.Violated || contended.Contains(judgement.Volley.Volley))];
    }

    private static bool IsContended(VolleyHistory key) => key.Operations.Count > key.Start.Stock;

    private static IEnumerable<string> DoubtsOf(LoadHistory load, Operation[] all, int contended)
    {
        if (load.End is null)
        {
            yield return "the run ended before the load did";
        }

        if (load.End?.CutShort is { } why)
        {
            yield return $"the load ended early: {why}";
        }

        Operation[] silent = [.. all.Where(operation => operation.Outcome == Outcome.Info && operation.Status == 0)];
        if (silent.Length > 0)
        {
            yield return $"{silent.Length} requests got no whole reply (first {silent[0].Id}: {silent[0].Error}), so nobody knows whether they happened";
        }

        if (contended == 0)
        {
            yield return "no key was asked for more than it had, so nothing was contended for";
        }
    }
}

/// <summary>Requests of one kind.</summary>
internal sealed record StepReport
{
    public required string Name { get; init; }

    public required OutcomeCounts Outcomes { get; init; }

    /// <summary>From scheduled to returned, at most 0.1 % above the exact value; null when there was no request.</summary>
    public required LatencyReport? Latency { get; init; }

    public static StepReport Of(string name, IReadOnlyCollection<Operation> operations)
    {
        var histogram = new Histogram();
        foreach (var operation in operations)
        {
            histogram.Record(operation.Returned - operation.Scheduled);
        }

        return new StepReport
        {
            Name = name,
            Outcomes = new OutcomeCounts(Count(Outcome.Ok), Count(Outcome.Fail), Count(Outcome.Info)),
            Latency = LatencyReport.Of(histogram),
        };

        long Count(Outcome outcome) => operations.LongCount(operation => operation.Outcome == outcome);
    }
}

/// <summary>Quantiles of a histogram.</summary>
internal sealed record LatencyReport(TimeSpan Mean, TimeSpan P50, TimeSpan P90, TimeSpan P95, TimeSpan P99, TimeSpan P999, TimeSpan Max)
{
    public static LatencyReport? Of(Histogram histogram)
    {
        return histogram.Mean is { } mean ? new LatencyReport(mean, At(0.5), At(0.9), At(0.95), At(0.99), At(0.999), At(1)) : null;

        TimeSpan At(double share) => histogram.At(share)!.Value;
    }
}
