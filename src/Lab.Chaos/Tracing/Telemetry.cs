using System.Diagnostics;

namespace Lab.Chaos.Tracing;

/// <summary>The one source of spans of the <c>lab</c> command, named like its assembly.</summary>
internal static class Telemetry
{
    public const string Name = "Lab.Chaos";

    public static readonly ActivitySource Source = new(Name);
}
