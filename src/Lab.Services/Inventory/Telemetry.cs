using System.Diagnostics;

namespace Lab.Services.Inventory;

/// <summary>Spans of this service beside those of the framework; named like the assembly, which ServiceDefaults listens to.</summary>
internal static class Telemetry
{
    public const string Name = "Lab.Services.Inventory";

    public static readonly ActivitySource Source = new(Name);
}
