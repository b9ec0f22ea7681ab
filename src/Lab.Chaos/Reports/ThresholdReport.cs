using Lab.Chaos.Checks;
using Lab.Chaos.Histories;
using Lab.Chaos.Journals;
using Lab.Chaos.Stress.Thresholds;
using Lab.Contracts;

namespace Lab.Chaos.Reports;

/// <summary>A threshold held against one arm.</summary>
/// <param name="Threshold">As it was written.</param>
/// <param name="Arm">Variant and condition.</param>
/// <param name="Verdict">Violated when broken, Unknown when nothing was measured.</param>
/// <param name="Sentence">What was measured.</param>
internal sealed record ThresholdReport(string Threshold, string Arm, Verdict Verdict, string Sentence)
{
    /// <summary>Every threshold of the run against every arm of it.</summary>
    public static IReadOnlyList<ThresholdReport> Of(RunHeader header, History history)
    {
        if (header.Thresholds.Count == 0)
        {
            return [];
        }

        IReadOnlyList<Stress.Thresholds.Threshold> thresholds = [.. header.Thresholds.Select(Read)];
        var arms = history.Volleys.GroupBy(volley => (volley.Start.Variant, volley.Start.Condition)).ToList();
        return arms.Count == 0
            ? [.. thresholds.Select(threshold => new ThresholdReport(threshold.Text, "", Verdict.Unknown, "nothing was recorded"))]
            : [.. arms.SelectMany(arm => thresholds.Select(threshold => Of(threshold, [.. arm], history)))];
    }

    private static ThresholdReport Of(Stress.Thresholds.Threshold threshold, IReadOnlyList<VolleyHistory> volleys, History history)
    {
        var start = volleys[0].Start;
        var load = history.Loads.FirstOrDefault(load => load.Start.Load == start.Load);
        var (verdict, seen) = threshold.Judge(Measured.Of(volleys, load));
        return new ThresholdReport(threshold.Text, $"{start.Variant}, {start.Condition}", verdict, seen);
    }

    private static Stress.Thresholds.Threshold Read(string text) => Stress.Thresholds.Threshold.Parse(text, out var problem) ?? throw new LabException(problem!);
}
