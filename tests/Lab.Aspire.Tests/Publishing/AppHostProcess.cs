using System.Diagnostics;

namespace Lab.Aspire.Tests.Publishing;

/// <summary>The real AppHost, run for one step of its pipeline, as <c>aspire do</c> runs it.</summary>
internal static class AppHostProcess
{
    /// <param name="step">Name of the step.</param>
    /// <param name="output">Folder that it writes.</param>
    /// <param name="home">Working and home folder: Aspire keeps generated passwords in the latter.</param>
    /// <returns>All that it printed.</returns>
    public static async Task<string> PublishAsync(string step, string output, string home)
    {
        // …/tests/Lab.Aspire.Tests/bin/aspire/Release/net10.0/ -> …/src/AppHost/bin/aspire/Release/net10.0/
        var binaries = AppContext.BaseDirectory.Replace(Path.Combine("tests", "Lab.Aspire.Tests"), Path.Combine("src", "AppHost"), StringComparison.Ordinal);
        var start = new ProcessStartInfo(Path.Combine(binaries, "AppHost"), ["--operation", "publish", "--step", step, "--output-path", output])
        {
            WorkingDirectory = home,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { ["HOME"] = home, ["USERPROFILE"] = home },
        };
        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            var errors = process.StandardError.ReadToEndAsync(timeout.Token);
            var printed = await process.StandardOutput.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return printed + await errors;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
