using System.Runtime.InteropServices;
using Lab.Chaos.Journals;
using Lab.Contracts.Machine;

namespace Lab.Chaos.Setup;

/// <summary>Looks at the machine without changing it: what <c>lab doctor</c> prints and <c>lab setup</c> mends.</summary>
internal static class Surroundings
{
    /// <summary>One finding per thing the lab needs or can use.</summary>
    public static async Task<IReadOnlyList<SetupFinding>> LookAsync(EngineChoice engine, CancellationToken cancellationToken) =>
    [
        new("Machine", Machine.Here().ToString(), "", null, Required: false),
        await RedisAsync(cancellationToken),
        await PostgresAsync(cancellationToken),
        Privileges(),
        new("Engine", $"{engine.Engine}: {engine.Reason}", "", null, Required: true),
        Dashboard(),
        Signals(),
    ];

    private static async Task<SetupFinding> RedisAsync(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable("ConnectionStrings__redis") is { Length: > 0 })
        {
            return new("Redis", "given by ConnectionStrings__redis", "", null, Required: true);
        }

        var path = ServerPrograms.Redis;
        return new(
            "Redis",
            path is null ? null : await Tool.VersionAsync(path, cancellationToken),
            "Install redis-server, or set ConnectionStrings__redis.",
            "redis-server",
            Required: true);
    }

    private static async Task<SetupFinding> PostgresAsync(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable("ConnectionStrings__postgres") is { Length: > 0 })
        {
            return new("PostgreSQL", "given by ConnectionStrings__postgres", "", null, Required: true);
        }

        var path = ServerPrograms.PostgresFolder is { } folder ? Programs.InFolder(folder, "postgres") : null;
        return new(
            "PostgreSQL",
            path is null ? null : await Tool.VersionAsync(path, cancellationToken),
            "Install postgresql, or set ConnectionStrings__postgres.",
            "postgresql",
            Required: true);
    }

    // PostgreSQL refuses to run as root; the lab then drops to the user 'postgres'.
    private static SetupFinding Privileges() => !Environment.IsPrivilegedProcess || OperatingSystem.IsWindows()
        ? new("User", $"{Environment.UserName}, no privileges to drop", "", null, Required: false)
        : new("User", Programs.Find("setpriv") is { } path ? $"root; PostgreSQL drops to 'postgres' with {path}" : null,
            "Install util-linux (setpriv), or run the lab as another user: PostgreSQL refuses root.", "util-linux", Required: true);

    // Aspire's AppHost brings a dashboard of its own; the command brings one that stands alone.
    private static SetupFinding Dashboard() => new(
        "Dashboard",
        Programs.Find("aspire") is { } path ? $"aspire command ({path})" : null,
        "The lab does without; to watch an embedded lab in the Aspire dashboard: npm install --global @microsoft/aspire-cli",
        null,
        Required: false);

    private static SetupFinding Signals() => OperatingSystem.IsLinux()
        ? new("Faults", "kill and pause by signals, quotas by cgroups", "", null, Required: false)
        : new("Faults", $"kill and pause; CPU quotas are not available on {RuntimeInformation.OSDescription}", "", null, Required: false);
}
