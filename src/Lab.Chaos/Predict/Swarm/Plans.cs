using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Swarm;

/// <summary>One volley on a fresh key with nothing else going on: what <c>lab stress</c> sends.</summary>
/// <param name="Requests">1 or more.</param>
/// <param name="Within">Window over which an unaligned volley is spread at random; ignored by the others.</param>
/// <param name="Alignment">Aligned: all at the same instant. Sequential: each after the reply to the one before.</param>
/// <param name="Stock">Units that the key starts with.</param>
internal sealed record VolleyPlan(int Requests, TimeSpan Within, Alignment Alignment, int Stock);

/// <summary>The population lives until it has executed so many steps.</summary>
/// <param name="Agents">1 or more.</param>
/// <param name="Steps">Executed steps, 1 or more.</param>
internal sealed record CrowdPlan(int Agents, long Steps)
{
    /// <summary>Divides think times; 2 is twice the load.</summary>
    public double Load { get; init; } = 1;

    /// <summary>Multiplies latencies; 2 is a system twice as slow.</summary>
    public double Slowness { get; init; } = 1;
}
