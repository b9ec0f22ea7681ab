namespace Lab.Control.Replicas;

/// <summary>When to ask a replica for its health, and what to make of the answers. No clock, no I/O.</summary>
internal static class HealthPolicy
{
    /// <summary>How many failures in a row make a healthy replica unhealthy: Kubernetes' default.</summary>
    public const int FailuresUntilUnhealthy = 3;

    /// <summary>How long one answer may take.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Eager = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(1);

    /// <summary>Pause before the next probe: short while somebody waits for it to become healthy.</summary>
    public static TimeSpan Pause(bool healthy) => healthy ? Steady : Eager;

    /// <summary>Whether it counts as healthy after so many failures in a row.</summary>
    public static bool IsHealthy(bool before, int failuresInARow) => failuresInARow == 0 || (before && failuresInARow < FailuresUntilUnhealthy);
}
