namespace Lab.Chaos.Setup;

/// <summary>What each engine needs, in the words of <c>lab doctor</c>.</summary>
internal static class EngineNeeds
{
    /// <summary>One line for each engine.</summary>
    /// <param name="version">Of <c>Aspire.AppHost.Sdk</c>.</param>
    public static IReadOnlyList<string> Lines(string version) =>
    [
        "embedded needs Redis and PostgreSQL on this machine, or their connection strings.",
        $"aspire needs the packages of Aspire {version} from a NuGet feed, and the same servers or a container runtime; './lab setup --engine auto' tries.",
    ];

    /// <summary>A server that is not installed is not missed where the Aspire engine can start it as a container.</summary>
    public static SetupFinding OrContainer(SetupFinding server, string runtime) =>
        server.IsMissing ? server with { Found = $"not installed; runs in a container ({runtime})" } : server;
}
