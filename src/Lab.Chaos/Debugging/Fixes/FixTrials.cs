using Lab.Chaos.Checks;
using Lab.Chaos.Cli;
using Lab.Chaos.Experiments;
using Lab.Chaos.Histories;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Debugging.Fixes;

/// <summary>Volleys of one variant until enough are clean, or enough are violated to say how often.</summary>
internal sealed class FixTrials(ExperimentRunner runner, Scenario scenario, Condition condition, IProgressView progress)
{
    /// <param name="variant">Put in force and warmed up first.</param>
    /// <param name="trials">Volleys at most.</param>
    /// <param name="stopAfter">Violated volleys after which it is enough.</param>
    /// <param name="cancellationToken">Ends it between volleys and within.</param>
    public async Task<FixArm> RunAsync(Variant variant, int trials, int stopAfter, CancellationToken cancellationToken)
    {
        using var stage = progress.Begin($"{variant.Name}, {condition.Name}", trials);
        var arm = new ArmPlan(variant, condition, trials, VolleySize.Of(scenario, condition));
        List<(VolleyHistory History, Verdict Verdict)> seen = [];
        await runner.PrepareAsync(arm, stage.Say, cancellationToken);
        while (seen.Count < trials && seen.Count(volley => volley.Verdict == Verdict.Violated) < stopAfter)
        {
            var (history, judgement) = await runner.OneAsync(arm, cancellationToken);
            seen.Add((history, judgement.Verdict));
            stage.Advance($"{seen.Count(volley => volley.Verdict == Verdict.Violated)} violated");
        }

        return FixArm.Of(variant.Name, condition.Name, trials, seen);
    }
}
