using Lab.Chaos.Contain;
using Lab.Chaos.Tracing;
using Spectre.Console;

namespace Lab.Chaos.Experiments;

/// <summary>Something that a run does with the open system: arms, or a phase that leaves a result of its own in the run's folder.</summary>
internal delegate Task ExperimentPart(LabSession session, CancellationToken cancellationToken);

/// <summary>The parts of which runs consist.</summary>
internal static class ExperimentParts
{
    /// <summary>Arms, one after the other.</summary>
    public static ExperimentPart Arms(IReadOnlyList<ArmPlan> arms) => async (session, cancellationToken) =>
    {
        using var span = Spans.Phase(arms.Any(arm => arm.Condition.Fault is not null) ? "break" : "stress");
        foreach (var arm in arms)
        {
            try
            {
                await session.Runner.RunAsync(arm, cancellationToken);
            }
            catch (NoQuotaException problem)
            {
                // Nothing was recorded of it, so it is Unknown; the other arms can still be run.
                session.Terminal.Error.MarkupLineInterpolated($"[yellow]Unknown: {arm.Title}.[/] {problem.Message}");
            }
        }

        await session.Runner.LiftLimitsAsync(cancellationToken);
    };
}
