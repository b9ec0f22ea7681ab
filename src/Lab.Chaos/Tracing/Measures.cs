using System.Diagnostics;
using System.Diagnostics.Metrics;
using Lab.Chaos.Checks;
using Lab.Chaos.Experiments;
using Lab.Chaos.Histories;

namespace Lab.Chaos.Tracing;

/// <summary>What a dashboard can draw of a run while it goes on. Written down after a volley, so that nothing of it competes with the requests.</summary>
internal static class Measures
{
    private const double NanosecondsPerSecond = 1e9;

    private static readonly Counter<long> Volleys =
        Telemetry.Meter.CreateCounter<long>("lab.volleys", "{volley}", "Volleys by what came out of them.");

    private static readonly Histogram<double> Durations =
        Telemetry.Meter.CreateHistogram<double>("lab.operation.duration", "s", "From when an operation was due to its reply.");

    /// <summary>Without a listener nothing is done.</summary>
    public static void Add(ArmPlan arm, VolleyHistory volley, Verdict verdict)
    {
        if (!Volleys.Enabled && !Durations.Enabled)
        {
            return;
        }

        Volleys.Add(1, Tagged(arm, "lab.verdict", verdict.ToString()));
        foreach (var operation in volley.Operations)
        {
            Durations.Record((operation.Returned - operation.Scheduled) / NanosecondsPerSecond, Tagged(arm, "lab.outcome", operation.Outcome.ToString()));
        }
    }

    private static TagList Tagged(ArmPlan arm, string name, string value) =>
        new([new("lab.variant", arm.Variant.Name), new("lab.condition", arm.Condition.Name), new(name, value)]);
}
