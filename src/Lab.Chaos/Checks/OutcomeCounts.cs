using Lab.Chaos.Histories;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Checks;

/// <summary>How many operations ended how.</summary>
internal sealed record OutcomeCounts(long Ok, long Fail, long Info)
{
    /// <summary>Over the operations sent under the condition.</summary>
    public static OutcomeCounts Of(IEnumerable<VolleyHistory> volleys)
    {
        var counts = volleys.SelectMany(volley => volley.UnderCondition)
            .CountBy(operation => operation.Outcome)
            .ToDictionary();
        return new OutcomeCounts(
            counts.GetValueOrDefault(Outcome.Ok),
            counts.GetValueOrDefault(Outcome.Fail),
            counts.GetValueOrDefault(Outcome.Info));
    }
}
