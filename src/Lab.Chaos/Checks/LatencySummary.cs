using Lab.Chaos.Histories;
using Lab.Chaos.Statistics;

namespace Lab.Chaos.Checks;

/// <summary>
/// Time from <c>Scheduled</c> to <c>Returned</c>, so that a stalled service cannot hide the queue before it. Every outcome is
/// included; a timeout counts with the time that was waited.
/// </summary>
internal sealed record LatencySummary(TimeSpan P50, TimeSpan P95, TimeSpan P99)
{
    /// <summary>Over the operations sent under the condition; null when there are none.</summary>
    public static LatencySummary? Of(IEnumerable<VolleyHistory> volleys)
    {
        double[] sorted = [.. volleys
            .SelectMany(volley => volley.UnderCondition)
            .Select(operation => (double)(operation.Returned - operation.Scheduled))
            .Order()];
        return sorted is [] ? null : new LatencySummary(At(0.5), At(0.95), At(0.99));

        TimeSpan At(double probability) =>
            TimeSpan.FromMicroseconds(Quantiles.OfSorted(sorted, probability) / 1_000);
    }
}
