using Lab.Chaos.Checks;
using Lab.Chaos.Cli;
using Lab.Chaos.Collect.Storing;
using Lab.Chaos.Debugging.Evidence;
using Lab.Chaos.Debugging.Fixes;
using Lab.Chaos.Debugging.Separation;
using Lab.Chaos.Experiments;
using Lab.Chaos.Histories;
using Lab.Chaos.Isolate;
using Lab.Chaos.Journals;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Statistics;
using Lab.Chaos.Targets;
using Lab.Contracts;
using Isolation = Lab.Chaos.Isolate.Isolation;

namespace Lab.Chaos.Debugging;

/// <summary>
/// From "it fails now and then" to a fix that was put to the proof, in the four stages in which people do it:
/// <code>
/// evidence ────────── isolate ─────────── hypothesis ────────────── verify
/// how often, when,    which steps part    widen the window: more?   each fix, each wrong fix:
/// who was there       failing, passing    close it: fewer?          clean trials, bound, cost
/// </code>
/// </summary>
internal sealed class DebugSession(
    LabPaths paths, Scenario scenario, ITarget target, RunFolder run, DebugPlan plan, Seed seed, IProgressView progress, TimeProvider time)
{
    private const int ShownWindows = 3;
    private const int EnoughOfFix = 5;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Exporting = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.2);

    /// <summary>Runs all four and writes <c>debug.json</c> and the history into the run's folder.</summary>
    public async Task<DebugResult> RunAsync(CancellationToken cancellationToken)
    {
        await using var runner = await ExperimentRunner.StartAsync(scenario, target, run, seed, progress, time, cancellationToken);
        var volleys = await CollectAsync(runner, cancellationToken);
        var evidence = await EvidenceAsync(volleys, cancellationToken);
        var separated = Separations.Of(With(volleys, Verdict.Violated), With(volleys, Verdict.Holds), target.Collector is { } collector ? collector.Spans.Trace : _ => []);
        var hypothesis = await TestAsync(cancellationToken);
        runner.ForgetVariant();
        var trials = new FixTrials(runner, scenario, plan.Aligned, progress);
        var baseline = await trials.RunAsync(plan.Suspect, Math.Clamp(plan.Trials, DebugPlan.LeastOfSuspect, DebugPlan.OfSuspect), int.MaxValue, cancellationToken);
        List<FixArm> fixes = [];
        foreach (var fix in plan.Fixes)
        {
            fixes.Add(await trials.RunAsync(fix, Needed(baseline), EnoughOfFix, cancellationToken));
        }

        List<FixArm> wrong = [];
        foreach (var fix in plan.WrongFixes)
        {
            wrong.Add(await trials.RunAsync(fix, DebugPlan.MostOfWrong, EnoughOfFix, cancellationToken));
        }

        var result = new DebugResult
        {
            Scenario = scenario.Name,
            Suspect = plan.Suspect.Name,
            Seed = seed.Value,
            Evidence = evidence,
            Separated = separated,
            Hypothesis = hypothesis,
            Baseline = baseline,
            Fixes = fixes,
            WrongFixes = wrong,
        };
        result.Save(run);
        return result;
    }

    // As many as would exclude the suspect's rate, and never fewer than asked for.
    private int Needed(FixArm baseline) => baseline.Violated == 0
        ? plan.Trials
        : (int)Math.Max(plan.Trials, CleanTrials.Needed(Math.Max(baseline.Interval.Lower, 1e-6)));

    private async Task<List<(VolleyHistory History, VolleyJudgement Judgement)>> CollectAsync(ExperimentRunner runner, CancellationToken cancellationToken)
    {
        using var stage = progress.Begin($"evidence: {plan.Suspect.Name}, {plan.Spread.Name}", plan.Volleys);
        var arm = new ArmPlan(plan.Suspect, plan.Spread, plan.Volleys, VolleySize.Of(scenario, plan.Spread));
        List<(VolleyHistory History, VolleyJudgement Judgement)> volleys = [];
        await runner.PrepareAsync(arm, stage.Say, cancellationToken);

        // What fails is told from what passes, so of this arm the traces of clean volleys are kept too.
        target.Collector?.Spans.KeepAll();
        while (volleys.Count < plan.Volleys)
        {
            volleys.Add(await runner.OneAsync(arm, cancellationToken));
            stage.Advance($"{With(volleys, Verdict.Violated).Count} violated");
        }

        if (target.Collector is { } collector)
        {
            stage.Say("waiting for the last spans");
            await ArriveAsync(collector.Spans, volleys[^1].History, cancellationToken);
            collector.Spans.KeepFew();
        }

        return volleys;
    }

    // Exporters send once a second, each on its own; what sends nothing at all is not waited for any longer than that takes.
    private async Task ArriveAsync(SpanStore spans, VolleyHistory last, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        while (time.GetElapsedTime(begun) < Longest && VolleySteps.Of(last, spans.Trace).Seen < 1)
        {
            await Task.Delay(Pause, time, cancellationToken);
        }

        await Task.Delay(Exporting, time, cancellationToken);
    }

    private async Task<CollectedEvidence> EvidenceAsync(
        List<(VolleyHistory History, VolleyJudgement Judgement)> volleys, CancellationToken cancellationToken)
    {
        var sources = RecentCommits.Paths(paths.Repository, scenario, plan.Suspect);
        return new CollectedEvidence
        {
            Condition = plan.Spread.Name,
            Counted = volleys.Count(volley => volley.Judgement.Verdict != Verdict.Unknown),
            Violated = With(volleys, Verdict.Violated).Count,
            Unknown = With(volleys, Verdict.Unknown).Count,
            Windows =
            [
                .. volleys.Where(volley => volley.Judgement.Verdict == Verdict.Violated).Take(ShownWindows)
                    .Select(volley => WindowMoments.Of(volley.History, volley.Judgement)),
            ],
            Commits = await RecentCommits.OfAsync(paths.Repository, sources, cancellationToken),
            Paths = sources,
        };
    }

    // The prediction is made before anything is measured: widened the rate goes up, closed it goes down.
    private async Task<IsolationResult?> TestAsync(CancellationToken cancellationToken) => plan.Downstream is not { } downstream
        ? null
        : await Isolation.RunAsync(
            scenario,
            target,
            run,
            new IsolationPlan
            {
                Variant = plan.Suspect,
                Downstream = downstream,
                Ladder = [plan.Widened],
                Size = VolleySize.Of(scenario, plan.Spread),
                PerRung = IsolationPlan.LadderVolleys,
                PerArm = DebugPlan.PerArm,
            },
            seed,
            progress,
            time,
            cancellationToken);

    private static List<VolleyHistory> With(List<(VolleyHistory History, VolleyJudgement Judgement)> volleys, Verdict verdict) =>
        [.. volleys.Where(volley => volley.Judgement.Verdict == verdict).Select(volley => volley.History)];
}
