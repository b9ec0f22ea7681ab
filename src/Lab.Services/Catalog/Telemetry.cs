using System.Diagnostics;

namespace Lab.Services.Catalog;

/// <summary>Spans and instruments of this service beside those of the framework; named like the assembly, which ServiceDefaults listens to.</summary>
internal static class Telemetry
{
    public const string Name = "Lab.Services.Catalog";

    public static readonly ActivitySource Source = new(Name);
}
