namespace Lab.ServiceDefaults;

/// <summary>Where a service says how it is.</summary>
internal static class HealthPaths
{
    /// <summary>Fit to take requests.</summary>
    public const string Ready = "/health";

    /// <summary>The process answers; nothing it depends on is asked.</summary>
    public const string Alive = "/alive";

    /// <summary>What is polled, and not worth a trace.</summary>
    public static readonly IReadOnlyList<string?> All = [Ready, Alive];
}
