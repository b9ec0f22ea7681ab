using Lab.Chaos.Cli;
using Lab.Chaos.Experiments;
using Lab.Chaos.Histories;
using Lab.Chaos.Journals;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Targets;
using Lab.Contracts;

namespace Lab.Chaos.Isolate;

/// <summary>
/// Is it this downstream's latency that opens the window? A causal experiment: one latency is changed, while everything runs, and nothing
/// else.
/// <code>
/// first look ── ladder, rung by rung, volley by volley ── best for its cost ── fresh volleys: as it is, slowed, closed
///  near misses ──^  (arms in drawn order, so that whatever drifts hits all alike)
/// </code>
/// </summary>
internal static class Isolation
{
    private const double AsGood = 0.95;

    /// <summary>Runs it on a system that is up, and writes <c>isolate.json</c> and the history into the run's folder.</summary>
    /// <param name="scenario">What must stay true.</param>
    /// <param name="target">Opened by the caller and closed by it; the stub is given back as it was, however this ends.</param>
    /// <param name="run">Where results go. Where it holds a history already, that of the isolation goes into <c>isolate/</c> below.</param>
    /// <param name="plan">How much.</param>
    /// <param name="seed">Of the volleys and of the order of arms.</param>
    /// <param name="progress">Told of every volley.</param>
    /// <param name="time">The machine's clock.</param>
    /// <param name="cancellationToken">Ends it between volleys and within.</param>
    /// <exception cref="LabException">The downstream is no stub.</exception>
    public static async Task<IsolationResult> RunAsync(
        Scenario scenario, ITarget target, RunFolder run, IsolationPlan plan, Seed seed, IProgressView progress, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var own = File.Exists(run.History) ? new RunFolder(run.Id + "i", Path.Combine(run.Path, "isolate")) : run;
        await using var runner = await ExperimentRunner.StartAsync(scenario, target, own, seed, progress, time, cancellationToken);
        var step = WindowStep.Of(scenario, plan.Variant, plan.Downstream);
        await using var stub = await HeldStub.TakeAsync(target, plan.Downstream, step.Mapping, cancellationToken);
        var arms = new LatencyArms(runner, stub, plan, seed.Stream("isolate/order"));

        var misses = await LookAsync(arms, plan, progress, cancellationToken);
        IReadOnlyList<TimeSpan> rungs = misses.GapMs is >= 0.1 and var gap
            ? [.. plan.Ladder.Append(Ladder.Rounded(TimeSpan.FromMilliseconds(gap))).Distinct().Order()] : plan.Ladder;
        var (ladder, leftOut) = await ClimbAsync(arms, plan, rungs, progress, cancellationToken);
        var confirmation = Best(ladder) is { } best ? await ConfirmAsync(arms, plan, best, progress, cancellationToken) : null;
        if (confirmation is null)
        {
            // A clean result is worth as much as its number: what the confirmation would have taken goes into it.
            var rounds = ((3 * plan.PerArm) + ladder.Count - 1) / ladder.Count;
            using var stage = progress.Begin($"{plan.Downstream}: make sure", rounds * ladder.Count);
            await RoundsAsync(arms, ladder, rounds, stage, cancellationToken);
        }

        var result = new IsolationResult
        {
            Scenario = scenario.Name,
            Variant = plan.Variant.Name,
            Downstream = plan.Downstream,
            Seed = seed.Value,
            Requests = plan.Size.Requests,
            Within = plan.Size.Within,
            NearMisses = misses,
            Step = step.Sentence,
            Delayed = stub.Mappings,
            Ladder = ladder,
            LeftOutMs = leftOut,
            Confirmation = confirmation,
            Slowed = Pool(plan.Downstream, ladder, confirmation),
        };
        result.Save(run);
        return result;
    }

    /// <summary>
    /// The latency with most violated volleys for a second of volleys; null when none showed any. Of those that come within
    /// <see cref="AsGood"/> of it the longest: chance put one before the other, and the wider window is the surer one.
    /// </summary>
    internal static Rung? Best(IReadOnlyList<Rung> ladder)
    {
        Rung[] seen = [.. ladder.Where(rung => rung is { LatencyMs: > 0, Violated: > 0 })];
        var most = seen.Select(rung => rung.PerSecond).DefaultIfEmpty().Max();
        return seen.Where(rung => rung.PerSecond >= most * AsGood).MaxBy(rung => rung.LatencyMs);
    }

    // Not counted in any rate: these come first, and machines warm up.
    private static async Task<NearMisses> LookAsync(
        LatencyArms arms, IsolationPlan plan, IProgressView progress, CancellationToken cancellationToken)
    {
        using var stage = progress.Begin($"{plan.Downstream}: first look", plan.PerRung);
        List<VolleyHistory> seen = [];
        var asItIs = Rung.Of(plan.Downstream, null);
        for (var n = 0; n < plan.PerRung; n++)
        {
            var (rung, history) = await arms.VolleyAsync(asItIs with { Name = $"{asItIs.Name}, first look" }, cancellationToken);
            seen.Add(history);
            stage.Advance(rung.Violated > 0 ? "violated" : "clean");
        }

        return NearMisses.Of(seen);
    }

    // The first round climbs, so that it can stop where volleys become too long; the others come in drawn order.
    private static async Task<(List<Rung> Ladder, IReadOnlyList<double> LeftOutMs)> ClimbAsync(
        LatencyArms arms, IsolationPlan plan, IReadOnlyList<TimeSpan> latencies, IProgressView progress, CancellationToken cancellationToken)
    {
        using var stage = progress.Begin($"{plan.Downstream}: ladder", plan.PerRung * (latencies.Count + 1));
        List<Rung> ladder = [];
        foreach (var latency in latencies.Select(latency => (TimeSpan?)latency).Prepend(null))
        {
            var (rung, _) = await arms.VolleyAsync(Rung.Of(plan.Downstream, latency), cancellationToken);
            ladder.Add(rung);
            stage.Advance(Told(rung));
            if (rung.Seconds > plan.LongestVolley.TotalSeconds)
            {
                break;
            }
        }

        var leftOut = latencies.Skip(ladder.Count - 1).Select(latency => latency.TotalMilliseconds).ToList();
        if (ladder is [_, .., { } last] && last.Seconds > plan.LongestVolley.TotalSeconds)
        {
            ladder.Remove(last);
            leftOut.Insert(0, last.LatencyMs!.Value);
        }

        await RoundsAsync(arms, ladder, plan.PerRung - 1, stage, cancellationToken);
        return (ladder, leftOut);
    }

    private static async Task<Confirmation> ConfirmAsync(
        LatencyArms arms, IsolationPlan plan, Rung best, IProgressView progress, CancellationToken cancellationToken)
    {
        using var stage = progress.Begin($"{plan.Downstream}: fresh volleys", plan.PerArm * 3);
        List<Rung> rungs =
        [
            Fresh(Rung.Of(plan.Downstream, null)), Fresh(Rung.Of(plan.Downstream, best.Latency)), Fresh(Rung.Of(plan.Downstream, TimeSpan.Zero)),
        ];
        await RoundsAsync(arms, rungs, plan.PerArm, stage, cancellationToken);
        return Confirmation.Of(rungs[0], rungs[1], rungs[2]);

        // Apart from the ladder's in the history, so that it can be judged again from there.
        static Rung Fresh(Rung rung) => rung with { Name = $"{rung.Name}, fresh" };
    }

    private static async Task RoundsAsync(
        LatencyArms arms, List<Rung> rungs, int rounds, IStage stage, CancellationToken cancellationToken)
    {
        for (var round = 0; round < rounds; round++)
        {
            foreach (var n in arms.Order(rungs.Count))
            {
                (rungs[n], _) = await arms.VolleyAsync(rungs[n], cancellationToken);
                stage.Advance(Told(rungs[n]));
            }
        }
    }

    private static Rung Pool(string downstream, IEnumerable<Rung> ladder, Confirmation? confirmation)
    {
        Rung[] slowed = [.. ladder.Append(confirmation?.Slowed).OfType<Rung>().Where(rung => rung.LatencyMs > 0)];
        return new Rung
        {
            Name = $"{downstream} slowed",
            LatencyMs = null,
            Counted = slowed.Sum(rung => rung.Counted),
            Violated = slowed.Sum(rung => rung.Violated),
            Unknown = slowed.Sum(rung => rung.Unknown),
            TotalSeconds = slowed.Sum(rung => rung.TotalSeconds),
        };
    }

    private static string Told(Rung rung) => $"{rung.Name}: {rung.Violated} of {rung.Counted} violated";
}
