using System.Diagnostics;
using OpenTelemetry;

namespace Lab.ServiceDefaults.Telemetry;

/// <summary>
/// Drops what runs inside a dropped span. Samplers do so by default, but Aspire sets <c>OTEL_TRACES_SAMPLER=always_on</c>, which asks no parent:
/// each health poll's query would become a trace of its own.
/// </summary>
internal sealed class DropWithParent : BaseProcessor<Activity>
{
    /// <summary>Keeps a span, and what is going to run inside it, from being exported.</summary>
    public static void Drop(Activity span)
    {
        span.IsAllDataRequested = false;
        span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }

    public override void OnStart(Activity data)
    {
        if (data.Parent is { Recorded: false })
        {
            Drop(data);
        }
    }
}
