using System.Diagnostics;

namespace Lab.Control.Processes;

/// <summary>Runs a short command and collects what it says.</summary>
internal static class Command
{
    public static async Task<CommandResult> RunAsync(
        string fileName, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(fileName, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        };
        using var process = Process.Start(start) ?? throw new UnreachableException("Process.Start gives null only for shell execution");
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new CommandResult { ExitCode = process.ExitCode, Output = await output + await error };
    }
}

/// <summary>How a command ended.</summary>
internal sealed record CommandResult
{
    public required int ExitCode { get; init; }

    /// <summary>Standard output, then standard error.</summary>
    public required string Output { get; init; }
}
