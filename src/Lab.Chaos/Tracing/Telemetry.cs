using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Lab.Chaos.Tracing;

/// <summary>The one source of spans and the one meter of the <c>lab</c> command, named like its assembly.</summary>
internal static class Telemetry
{
    public const string Name = "Lab.Chaos";

    public static readonly ActivitySource Source = new(Name);

    public static readonly Meter Meter = new(Name);
}
