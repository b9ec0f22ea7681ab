using Lab.Chaos.Cli;
using Lab.Chaos.Fuzz.Cases;
using Lab.Chaos.Fuzz.Shrinking;
using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Fuzz.Running;

/// <summary>
/// Sends the cases in batches: those of one client several at a time, volleys one after the other. After each batch it is looked whether every
/// process lives; where one ended, what was in flight is sent again one by one to find out which request did it.
/// </summary>
internal sealed class Campaign
{
    private const int Batch = 200;

    public required CaseGenerator Generator { get; init; }

    public required TrialRunner Trials { get; init; }

    public required CarefulRunner Careful { get; init; }

    public required Vitals Vitals { get; init; }

    public required OutcomeRules Rules { get; init; }

    public required FuzzPlan Plan { get; init; }

    public required TimeProvider Time { get; init; }

    public async Task<CampaignTally> RunAsync(IProgressView progress, CancellationToken cancellationToken)
    {
        var tally = new CampaignTally();
        using var stage = progress.Begin("fuzz", Plan.Cases / Plan.Shard.Count);
        var pace = new Pace(tally, Time, stage);
        var shrinker = new Shrinker(async (one, token) => (await Careful.RunAsync(one, token)).Breaches, Plan, Time);
        try
        {
            // As many in a batch for a share as for the whole.
            var stride = Batch * Plan.Shard.Count;
            for (var from = 0; from < Plan.Cases; from += stride)
            {
                var count = Math.Min(stride, Plan.Cases - from);
                var trials = await SendAsync([.. Enumerable.Range(from, count).Where(Plan.Shard.Has).Select(Generator.Case)], pace, cancellationToken);
                foreach (var trial in trials)
                {
                    tally.Count(trial);
                }

                await JudgeAsync(await SettleAsync(trials, tally, cancellationToken), tally, shrinker, stage, cancellationToken);
            }
        }
        catch (TargetGoneException gone)
        {
            tally.Gone = gone.Message;
        }
        catch (Exception failure) when (failure is LabException or HttpRequestException)
        {
            tally.Gone = failure.Message;   // its state or its control no longer answers
        }

        return tally;
    }

    private async Task<Trial[]> SendAsync(FuzzCase[] cases, Pace pace, CancellationToken cancellationToken)
    {
        var trials = new Trial[cases.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Plan.Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, cases.Length).Where(n => !cases[n].IsVolley), options, async (n, token) =>
        {
            trials[n] = await Trials.RunAsync(cases[n], token);
            pace.Advance();
        });
        foreach (var n in Enumerable.Range(0, cases.Length).Where(n => cases[n].IsVolley))
        {
            trials[n] = await Trials.RunAsync(cases[n], cancellationToken);
            pace.Advance();
        }

        return trials;
    }

    /// <summary>Trials as they are when nothing that another request did is in them.</summary>
    private async Task<IReadOnlyList<Trial>> SettleAsync(Trial[] trials, CampaignTally tally, CancellationToken cancellationToken)
    {
        if (!trials.Any(trial => trial.HasLost || trial.IsCollateral))
        {
            return trials;
        }

        var died = await Vitals.DiedAsync(cancellationToken);
        if (died.Count == 0)
        {
            return trials;
        }

        if (!await Vitals.RecoverAsync(Vitals.Recovery, cancellationToken))
        {
            var last = trials.Where(trial => trial.HasLost).Select(trial => trial.Case.Number).Take(5).ToList();
            throw new TargetGoneException(string.Join("; ", died)
                + (last.Count == 0 ? "" : $"; unanswered were the cases {string.Join(", ", last)}"));
        }

        for (var n = 0; n < trials.Length; n++)
        {
            if (trials[n].HasLost || trials[n].IsCollateral)
            {
                (trials[n], _) = await Careful.RunAsync(trials[n].Case, cancellationToken);
            }
        }

        if (!trials.Any(trial => trial.Died.Count > 0))
        {
            tally.Notes.Add($"{string.Join("; ", died)} during the cases {trials[0].Case.Number} to {trials[^1].Case.Number}, and no case alone did that again.");
        }

        return trials;
    }

    private async Task JudgeAsync(
        IReadOnlyList<Trial> trials, CampaignTally tally, Shrinker shrinker, IStage stage, CancellationToken cancellationToken)
    {
        foreach (var trial in trials)
        {
            var breaches = Oracles.Oracles.Judge(trial, Rules);
            tally.Failures += breaches.Count > 0 ? 1 : 0;
            foreach (var breach in breaches.Where(breach => !tally.Book.IsKnown(trial.Case, breach)))
            {
                if (tally.Book.Findings.Count >= Plan.MostFindings)
                {
                    continue;
                }

                var (smallest, rate) = await shrinker.ShrinkAsync(trial.Case, breach, stage.Say, cancellationToken);
                tally.Book.Add(trial.Case, breach, smallest, rate);
            }
        }
    }

    /// <summary>Says how fast it goes, shrinking included.</summary>
    private sealed class Pace(CampaignTally tally, TimeProvider time, IStage stage)
    {
        private readonly long _started = time.GetTimestamp();
        private int _done;

        public void Advance()
        {
            var rate = Interlocked.Increment(ref _done) / Math.Max(0.001, time.GetElapsedTime(_started).TotalSeconds);
            stage.Advance($"{tally.Failures} {(tally.Failures == 1 ? "failure" : "failures")} so far, {rate:0} cases a second");
        }
    }
}
