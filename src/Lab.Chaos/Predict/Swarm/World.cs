namespace Lab.Chaos.Predict.Swarm;

/// <summary>A system, its agents and virtual time. Buffers are kept from run to run; one thread at a time.</summary>
internal sealed class World(CompiledSystem system)
{
    /// <summary>What it simulates.</summary>
    public CompiledSystem System => system;

    /// <summary>The same plan and stream give the same result to the last digit.</summary>
    public WorldResult Run(VolleyPlan plan, ulong stream, IRecorder? recorder = null) => throw new NotImplementedException();

    /// <inheritdoc cref="Run(VolleyPlan, ulong, IRecorder?)"/>
    public WorldResult Run(CrowdPlan plan, ulong stream, IRecorder? recorder = null) => throw new NotImplementedException();
}
