using System.Runtime.InteropServices;
using Lab.Chaos.Journals;
using Lab.Contracts.Machine;

namespace Lab.Chaos.Setup;

/// <summary>Looks at the machine without changing it: what <c>lab doctor</c> prints and <c>lab setup</c> mends.</summary>
internal static class Surroundings
{
    /// <summary>One finding per thing the lab needs or can use.</summary>
    /// <param name="engine">The engine that is to run: it decides what must be there.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public static async Task<IReadOnlyList<SetupFinding>> LookAsync(EngineChoice engine, CancellationToken cancellationToken) =>
    [
        new("Machine", Machine.Here().ToString(), "", null, Required: false),
        .. await ServersAsync(engine, cancellationToken),
        Privileges(),
        new("Engine", $"{engine.Engine}, because {engine.Reason}", "", null, Required: true),
        Dashboard(engine),
        Signals(),
    ];

    // Containers are asked for only where they matter: a client whose daemon is down takes seconds to say so.
    private static async Task<IReadOnlyList<SetupFinding>> ServersAsync(EngineChoice engine, CancellationToken cancellationToken)
    {
        SetupFinding[] servers = [await RedisAsync(cancellationToken), await PostgresAsync(cancellationToken)];
        return engine.Engine == EngineChoice.Aspire && servers.Any(server => server.IsMissing) && ContainerRuntimes.Answering() is { } runtime
            ? [.. servers.Select(server => EngineNeeds.OrContainer(server, runtime))]
            : servers;
    }

    private static async Task<SetupFinding> RedisAsync(CancellationToken cancellationToken) => new(
        "Redis",
        Given("redis") ?? (ServerPrograms.Redis is { } path ? await Tool.VersionAsync(path, cancellationToken) : null),
        "Install redis-server, or set ConnectionStrings__redis.",
        "redis-server",
        Required: true);

    private static async Task<SetupFinding> PostgresAsync(CancellationToken cancellationToken) => new(
        "PostgreSQL",
        Given("postgres") ?? (ServerPrograms.PostgresFolder is { } folder
            ? await Tool.VersionAsync(Programs.InFolder(folder, "postgres"), cancellationToken)
            : null),
        "Install postgresql, or set ConnectionStrings__postgres.",
        "postgresql",
        Required: true);

    private static string? Given(string name) =>
        Environment.GetEnvironmentVariable($"ConnectionStrings__{name}") is { Length: > 0 } ? $"given by ConnectionStrings__{name}" : null;

    // PostgreSQL refuses to run as root; the lab then drops to the user 'postgres'.
    private static SetupFinding Privileges() => !Environment.IsPrivilegedProcess || OperatingSystem.IsWindows()
        ? new("User", $"{Environment.UserName}, no privileges to drop", "", null, Required: false)
        : new("User", Programs.Find("setpriv") is { } path ? $"root; PostgreSQL drops to 'postgres' with {path}" : null,
            "Install util-linux (setpriv), or run the lab as another user: PostgreSQL refuses root.", "util-linux", Required: true);

    // Aspire's AppHost brings a dashboard of its own; the command brings one that stands alone.
    private static SetupFinding Dashboard(EngineChoice engine) => new(
        "Dashboard",
        engine.Engine == EngineChoice.Aspire ? "comes with the packages; 'dotnet run --project src/AppHost' prints its link"
        : Programs.Find("aspire") is { } path ? $"aspire command ({path})"
        : null,
        "The lab does without; to watch an embedded lab in the Aspire dashboard: npm install --global @microsoft/aspire-cli",
        null,
        Required: false);

    private static SetupFinding Signals() => OperatingSystem.IsLinux()
        ? new("Faults", "kill and pause by signals, quotas by cgroups", "", null, Required: false)
        : new("Faults", $"kill and pause; CPU quotas are not available on {RuntimeInformation.OSDescription}", "", null, Required: false);
}
