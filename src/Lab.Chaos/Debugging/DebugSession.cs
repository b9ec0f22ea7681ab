using Lab.Chaos.Checks;
using Lab.Chaos.Cli;
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
/// how often, when,    which gap parts     widen the window: more?   each fix, each wrong fix:
/// who was there       failing, passing    close it: fewer?          clean trials, bound, cost
/// </code>
/// </summary>
internal sealed class DebugSession(
    LabPaths paths, Scenario scenario, ITarget target, RunFolder run, DebugPlan plan, Seed seed, IProgressView progress, TimeProvider time)
{
    private const int ShownWindows = 3;
    private const int ShownSeparations = 5;
    private const int EnoughOfFix = 5;

    /// <summary>Runs all four and writes <c>debug.json</c> and the history into the run's folder.</summary>
    public async Task<DebugResult> RunAsync(CancellationToken cancellationToken)
    {
        await using var runner = await ExperimentRunner.StartAsync(scenario, target, run, seed, progress, time, cancellationToken);
        var volleys = await CollectAsync(runner, cancellationToken);
        var evidence = await EvidenceAsync(volleys, cancellationToken);
        var separations = GapSeparation.Best(With(volleys, Verdict.Violated), With(volleys, Verdict.Holds), ShownSeparations);
        var hypothesis = await TestAsync(cancellationToken);
        runner.ForgetVariant();
        var trials = new FixTrials(runner, scenario, plan.Aligned, progress);
        var baseline = await trials.RunAsync(plan.Suspect, DebugPlan.OfSuspect, int.MaxValue, cancellationToken);
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
            Separations = separations,
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
        while (volleys.Count < plan.Volleys)
        {
            volleys.Add(await runner.OneAsync(arm, cancellationToken));
            stage.Advance($"{With(volleys, Verdict.Violated).Count} violated");
        }

        return volleys;
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
