using Lab.Chaos.Cli;
using Lab.Chaos.Experiments;
using Lab.Chaos.Journals;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Targets;
using Lab.Contracts;

namespace Lab.Chaos.Contain;

/// <summary>
/// Does a CPU limit expose the race? The same volleys with and without one, and what the system counted of it:
/// <code>half of the volleys without | restart into the quota, warm up | all volleys within it | restart out of it, warm up | the other half</code>
/// Entering a quota restarts replicas, so arms are not interleaved volley by volley; halves around the other arm keep what drifts from
/// favouring one of them.
/// </summary>
internal static class Containment
{
    /// <summary>Runs it on a system that is up, and writes <c>contain.json</c> and the history into the run's folder.</summary>
    /// <param name="scenario">What must stay true.</param>
    /// <param name="target">Opened by the caller and closed by it; no limit is left in force, however this ends.</param>
    /// <param name="run">Where results go. Where it holds a history already, that of the containment goes into <c>contain/</c> below.</param>
    /// <param name="plan">How much.</param>
    /// <param name="seed">Of the volleys.</param>
    /// <param name="progress">Told of every volley.</param>
    /// <param name="time">The machine's clock.</param>
    /// <param name="cancellationToken">Ends it between volleys and within.</param>
    /// <exception cref="NoQuotaException">Nothing can be limited here; nothing was recorded.</exception>
    public static async Task<ContainmentResult> RunAsync(
        Scenario scenario, ITarget target, RunFolder run, ContainmentPlan plan, Seed seed, IProgressView progress, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var own = File.Exists(run.History) ? new RunFolder(run.Id + "c", Path.Combine(run.Path, "contain")) : run;
        await using var runner = await ExperimentRunner.StartAsync(scenario, target, own, seed, progress, time, cancellationToken);
        var arms = new QuotaArms(runner, target, plan);
        var (free, limited) = (new ContainmentArm { Name = plan.Free.Name }, new ContainmentArm { Name = plan.Limited.Name });
        using var stage = progress.Begin($"{plan.Variant.Name}: with and without {plan.Limits}", plan.PerArm * 2);
        var half = plan.PerArm / 2;
        free = await arms.VolleysAsync(free, plan.Free, half, stage, cancellationToken);
        limited = await arms.VolleysAsync(limited, plan.Limited, plan.PerArm, stage, cancellationToken);
        free = await arms.VolleysAsync(free, plan.Free, plan.PerArm - half, stage, cancellationToken);

        var result = ContainmentResult.Of(plan, scenario.Name, seed.Value, free, limited);
        result.Save(run);
        return result;
    }
}
