using System.Diagnostics;
using Lab.Chaos;
using Lab.Chaos.Cli;

namespace Lab.EndToEnd.Tests;

/// <summary>The real <c>lab</c> binary as a user would start it, with everything it prints.</summary>
internal static class LabProcess
{
    public static readonly LabPaths Paths = LabPaths.Find();

    private static readonly string Binary = Paths.BinaryOf("src/Lab.Chaos");

    /// <summary>Runs it to its end.</summary>
    public static async Task<LabOutcome> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        return await FinishAsync(process, TimeSpan.FromMinutes(5));
    }

    /// <summary>The same with runs in another folder than the repository's.</summary>
    public static async Task<LabOutcome> RunInAsync(string runs, params string[] arguments)
    {
        using var process = Start(arguments, ("LAB_RUNS", runs));
        return await FinishAsync(process, TimeSpan.FromMinutes(5));
    }

    /// <summary>
    /// The same command in this process, for what it says before anything starts: a process for each slip would spend most of its time on starting.
    /// </summary>
    public static async Task<LabOutcome> CallAsync(params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var exitCode = await LabCommand.RunAsync(arguments, new Terminal(output, error, TimeProvider.System), TimeProvider.System);
        return new LabOutcome(exitCode, output.ToString(), error.ToString());
    }

    public static Process Start(params string[] arguments) => Start(arguments, []);

    public static Process Start(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Binary, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Paths.Repository,

            // Where the aspire command is installed a hunt would bring the dashboard, which costs some seconds each.
            Environment = { ["LAB_DASHBOARD"] = "off" },
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Waits for its end; a process that does not end in time is killed and fails the test.</summary>
    public static async Task<LabOutcome> FinishAsync(Process process, TimeSpan limit)
    {
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(limit);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new LabOutcome(process.ExitCode, await output, await error);
    }
}

/// <summary>How a run of the command ended.</summary>
internal sealed record LabOutcome(int ExitCode, string Output, string Error);
