using System.Diagnostics;

namespace Lab.Chaos.Setup;

/// <summary>Finds programs and asks them for their version.</summary>
internal static class Programs
{
    private static readonly string[] MoreFolders = ["/usr/local/sbin", "/usr/sbin", "/sbin", "/opt/homebrew/bin", "/usr/local/bin"];

    public static string? OnPath(string name)
    {
        var file = OperatingSystem.IsWindows() ? $"{name}.exe" : name;
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Concat(MoreFolders)
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, file))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Debian keeps the server's programs out of PATH; a folder counts only when it has both <c>initdb</c> and <c>postgres</c>.</summary>
    public static string? Postgres()
    {
        const string DebianFolder = "/usr/lib/postgresql";
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var packaged = Directory.Exists(DebianFolder)
            ? Directory.GetDirectories(DebianFolder)
                .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin"))
            : [];
        var suffix = OperatingSystem.IsWindows() ? ".exe" : "";
        return onPath.Concat(packaged)
            .Where(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, "initdb" + suffix)))
            .Select(folder => Path.Combine(folder, "postgres" + suffix))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>The first line of <c>program --version</c> with its path.</summary>
    public static async Task<string> VersionAsync(string path, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(path, "--version")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start) ?? throw new UnreachableException("Process.Start returns null only with UseShellExecute.");
        var text = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return $"{text.Split('\n')[0].Trim()} ({path})";
    }

    /// <summary>Runs a command with this terminal as its own; its exit code.</summary>
    public static async Task<int> RunAsync(
        string program, IReadOnlyList<string> arguments, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder };
        using var process = Process.Start(start) ?? throw new UnreachableException("Process.Start returns null only with UseShellExecute.");
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
