namespace Lab.Chaos.Predict.Traces;

/// <summary>Requests of one type that did the same: one way through the code.</summary>
/// <param name="Request">Their type.</param>
/// <param name="Traces">All of them; steps correspond by number.</param>
internal sealed record RequestShape(string Request, IReadOnlyList<RequestTrace> Traces)
{
    public IReadOnlyList<PlacedAccess> Steps => Traces[0].Steps;

    /// <summary>The most frequent first, and no more of one type than <paramref name="most"/>.</summary>
    public static IReadOnlyList<RequestShape> Of(IEnumerable<RequestTrace> traces, int most) =>
    [
        .. traces.GroupBy(trace => trace.Request, StringComparer.Ordinal)
            .OrderBy(type => type.Key, StringComparer.Ordinal)
            .SelectMany(type => type
                .GroupBy(trace => string.Join('|', trace.Steps.Select(step => step.Signature)), StringComparer.Ordinal)
                .OrderByDescending(shape => shape.Count())
                .ThenBy(shape => shape.Key, StringComparer.Ordinal)
                .Take(most)
                .Select(shape => new RequestShape(type.Key, [.. shape]))),
    ];

    /// <summary>Median time from the end of one step to the start of another: how long others have to come between.</summary>
    public TimeSpan Window(int from, int to)
    {
        long[] gaps = [.. Traces.Select(trace => Math.Max(0, trace.Steps[to].Start - trace.Steps[from].End)).Order()];
        return TimeSpan.FromTicks(gaps[gaps.Length / 2] / TimeSpan.NanosecondsPerTick);
    }
}
