namespace Lab.Control.Processes;

/// <summary>
/// Variables for the many .NET processes of a lab on few cores: the workstation collector without a thread of its own, and no time spent
/// on profiling code for a process that lives minutes. Configuration files are not watched. A resource's own WithEnvironment overrules all of it.
/// </summary>
internal static class SmallProcess
{
    public static IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string>
    {
        ["DOTNET_gcServer"] = "0",
        ["DOTNET_gcConcurrent"] = "0",
        ["DOTNET_TieredPGO"] = "0",
        ["DOTNET_hostBuilder__reloadConfigOnChange"] = "false",
        ["DOTNET_NOLOGO"] = "1",
    };
}
