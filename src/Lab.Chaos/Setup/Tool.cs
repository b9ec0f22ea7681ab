using System.Diagnostics;

namespace Lab.Chaos.Setup;

/// <summary>Runs programs that the lab needs, and asks them for their version.</summary>
internal static class Tool
{
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

    /// <summary>Runs a command out of sight; its exit code and what it wrote to standard output.</summary>
    public static async Task<(int Code, string Text)> OutputAsync(
        string program, IReadOnlyList<string> arguments, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start) ?? throw new UnreachableException("Process.Start returns null only with UseShellExecute.");
        try
        {
            var text = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, text);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
