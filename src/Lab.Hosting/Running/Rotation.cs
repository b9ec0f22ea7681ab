namespace Lab.Hosting.Running;

/// <summary>Whose turn it is: round robin over the healthy targets, the others as a fallback not at all.</summary>
internal sealed class Rotation(IReadOnlyList<BalancerTarget> targets)
{
    private int _turn = -1;

    /// <summary>Targets for one connection, in the order in which to try them.</summary>
    public IEnumerable<BalancerTarget> Next()
    {
        BalancerTarget[] healthy = [.. targets.Where(target => target.IsHealthy())];

        // The counter may wrap around after two thousand million connections; as an unsigned number it stays a valid turn.
        var turn = (uint)Interlocked.Increment(ref _turn);
        return healthy.Select((_, step) => healthy[(turn + step) % healthy.Length]);
    }
}
