using Lab.Chaos.Break;
using Lab.Chaos.Cli;
using Lab.Chaos.Contain;
using Lab.Chaos.Experiments;
using Lab.Chaos.Journals;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Targets;
using Lab.Contracts;

namespace Lab.Chaos.Observe;

/// <summary>
/// Does the race hide from whoever looks at it? The same volleys with tracing off, on, verbose, and with a breakpoint:
/// <code>round 1: off | on | verbose | breakpoint, round 2: the same in another order; each begins with a restart and a warm-up</code>
/// </summary>
internal static class Observation
{
    /// <summary>Runs it on a system that is up, and writes <c>observe.json</c> and the history into the run's folder.</summary>
    /// <param name="scenario">What must stay true.</param>
    /// <param name="target">Opened by the caller and closed by it, with a collector.</param>
    /// <param name="run">Where results go.</param>
    /// <param name="plan">How much.</param>
    /// <param name="seed">Of the volleys and of the order of arms.</param>
    /// <param name="progress">Told of every volley.</param>
    /// <param name="time">The machine's clock.</param>
    /// <param name="cancellationToken">Ends it between volleys and within.</param>
    /// <exception cref="LabException">Nothing is collected, or there is no such trace point.</exception>
    public static async Task<ObservationResult> RunAsync(
        Scenario scenario, ITarget target, RunFolder run, ObservationPlan plan, Seed seed, IProgressView progress, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var collector = target.Collector?.Http
            ?? throw new LabException("There is nothing to observe with: no collector runs. Take LAB_TRACES=off out of the environment, and give 'target: apphost:'.");
        await using var runner = await ExperimentRunner.StartAsync(scenario, target, run, seed, progress, time, cancellationToken);
        await using var listener = await TracePointListener.StartAsync(cancellationToken);
        using var breakpoint = new Breakpoint(listener, target, Raced(scenario), plan.TracePoint ?? "", plan.Hold, time);
        var arms = plan.Watches.ToDictionary(watch => watch, watch => new ContainmentArm { Name = Watches.Name(watch) });
        var order = seed.Stream("observe/order");
        using var stage = progress.Begin($"{plan.Variant.Name}: watched", plan.PerArm * arms.Count);
        for (var round = 0; round < ObservationPlan.Rounds; round++)
        {
            Watch[] drawn = [.. plan.Watches];
            order.Shuffle(drawn);
            var volleys = (plan.PerArm / ObservationPlan.Rounds) + (round < plan.PerArm % ObservationPlan.Rounds ? 1 : 0);
            foreach (var watch in drawn)
            {
                var arm = plan.Arm(watch, scenario, collector);
                await runner.PrepareAsync(arm, stage.Say, cancellationToken);
                for (var n = 0; n < volleys; n++)
                {
                    arms[watch] = await VolleyAsync(runner, arms[watch], arm, watch == Watch.Breakpoint ? breakpoint : null, cancellationToken);
                    stage.Advance($"{arms[watch].Name}: {arms[watch].Violated} of {arms[watch].Counted} violated");
                }
            }
        }

        var result = ObservationResult.Of(plan, scenario.Name, seed.Value, [.. plan.Watches.Select(watch => arms[watch])], breakpoint.Stops);
        result.Save(run);
        return result;
    }

    private static async Task<ContainmentArm> VolleyAsync(
        ExperimentRunner runner, ContainmentArm arm, ArmPlan plan, Breakpoint? breakpoint, CancellationToken cancellationToken)
    {
        try
        {
            await (breakpoint?.ArmAsync(cancellationToken) ?? Task.CompletedTask);
            var (history, judgement) = await runner.OneAsync(plan, cancellationToken);
            return arm.With(history, judgement.Verdict);
        }
        finally
        {
            await (breakpoint?.DisarmAsync() ?? Task.CompletedTask);
        }
    }

    // The service whose replicas race each other has the trace points.
    private static string Raced(Scenario scenario) => ContainmentPlan.Choose(scenario, [])[0];
}
