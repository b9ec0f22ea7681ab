using Lab.Contracts;

namespace Lab.AppHost.Aspire.Phases;

/// <summary>Finds the built <c>lab</c> command: in the same folder below its project as this host is below its own.</summary>
internal static class LabBinary
{
    /// <summary><c>…/src/Lab.Chaos/Lab.Chaos.csproj</c> and <c>…/src/AppHost/bin/aspire/Release/net10.0/</c> give <c>…/src/Lab.Chaos/bin/aspire/Release/net10.0/Lab.Chaos</c>.</summary>
    /// <exception cref="LabException">It is not there.</exception>
    public static string Beside(string projectPath, string hostFolder)
    {
        var name = Path.GetFileNameWithoutExtension(projectPath) + (OperatingSystem.IsWindows() ? ".exe" : "");
        var path = Path.Combine(Path.GetDirectoryName(projectPath)!, FromBin(hostFolder), name);
        return File.Exists(path) ? path : throw new LabException($"{path} is not there. Build it: dotnet build {projectPath}");
    }

    private static string FromBin(string hostFolder)
    {
        var parts = hostFolder.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        var bin = Array.LastIndexOf(parts, "bin");
        return bin >= 0 ? Path.Combine(parts[bin..]) : throw new LabException($"{hostFolder} is not below a folder named bin. Run the AppHost from where it was built.");
    }
}
