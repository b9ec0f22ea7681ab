namespace Lab.Chaos.Experiments;

/// <summary>Something that a run does with the open system: arms, or a phase that leaves a result of its own in the run's folder.</summary>
internal delegate Task ExperimentPart(LabSession session, CancellationToken cancellationToken);

/// <summary>The parts of which runs consist.</summary>
internal static class ExperimentParts
{
    /// <summary>Arms, one after the other.</summary>
    public static ExperimentPart Arms(IReadOnlyList<ArmPlan> arms) => async (session, cancellationToken) =>
    {
        foreach (var arm in arms)
        {
            await session.Runner.RunAsync(arm, cancellationToken);
        }
    };
}
