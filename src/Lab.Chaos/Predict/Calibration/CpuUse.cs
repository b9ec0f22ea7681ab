namespace Lab.Chaos.Predict.Calibration;

/// <summary>Processor times between two looks.</summary>
/// <param name="Nanoseconds">By group of processes.</param>
/// <param name="Over">Time between the looks, ns.</param>
internal sealed record CpuUse(IReadOnlyDictionary<string, long> Nanoseconds, long Over)
{
    /// <summary>A group whose process was replaced meanwhile counts as 0 rather than below.</summary>
    public static CpuUse Between(IReadOnlyDictionary<string, long> before, IReadOnlyDictionary<string, long> after, long over) =>
        new(after.ToDictionary(group => group.Key, group => Math.Max(0, group.Value - before.GetValueOrDefault(group.Key)), StringComparer.Ordinal), over);

    /// <summary>Of one request, ns, without what the same processes use in the same time when nothing is asked of them.</summary>
    public IReadOnlyDictionary<string, double> PerRequest(int requests, CpuUse idle) =>
        Nanoseconds.ToDictionary(
            group => group.Key,
            group => Math.Max(0, group.Value - (idle.Nanoseconds.GetValueOrDefault(group.Key) * (double)Over / idle.Over)) / requests,
            StringComparer.Ordinal);
}
