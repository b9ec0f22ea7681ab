using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using Lab.Chaos.Setup;
using Spectre.Console;

namespace Lab.Chaos.Cli;

/// <summary><c>lab test</c>: restore → format check → build → test → the quick truth tables. Continuous integration runs this and nothing else.</summary>
internal static partial class TestCommand
{
    private const string OnAspire = "Lab.Aspire.Tests";

    private static readonly string[] SideBySide = ["Lab.Browser.Tests", "Lab.Chaos.Tests", "Lab.Sockets.Tests"];

    public static Command Create(Terminal terminal, TimeProvider time)
    {
        var command = new Command("test", "Check the format, build everything, run every test, then the quick selections of the truth tables.");
        command.SetAction((_, cancellationToken) => RunAsync(LabPaths.Find(), terminal, time, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        LabPaths paths, Terminal terminal, TimeProvider time, CancellationToken cancellationToken)
    {
        await SetupCommand.EnsureAsync(paths, terminal, cancellationToken);
        string[][] steps =
        [
            ["restore", "Lab.sln"],
            // Style and analyzers are the build's, as errors; to run them here again would double the time.
            ["format", "whitespace", "Lab.sln", "--verify-no-changes", "--no-restore"],
            ["build", "Lab.sln", "--no-restore", "--configuration", "Release", "--nologo", "--verbosity", "quiet"],
        ];
        foreach (var step in steps)
        {
            if (await StepAsync(step, paths, terminal, time, cancellationToken) is not 0 and var code)
            {
                terminal.Error.MarkupLineInterpolated($"[red]✗[/] dotnet {string.Join(' ', step)} failed with exit code {code}.");
                return ExitCodes.Violated;
            }
        }

        var (exit, count) = await TestsAsync(paths, terminal, cancellationToken);
        var total = count;
        foreach (var scenario in (string[])["ticketing", "stale-cache"])
        {
            total += await TruthAsync(scenario, paths, terminal, time, cancellationToken) ? new Count(1, 0, 0) : new Count(0, 1, 0);
        }

        Console.WriteLine($"{total.Passed} passed, {total.Failed} failed, {total.Skipped} skipped");
        return exit == 0 && total is { Failed: 0, Passed: > 2 } ? ExitCodes.Holds : ExitCodes.Violated;
    }

    private static async Task<int> StepAsync(
        string[] step, LabPaths paths, Terminal terminal, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        terminal.Output.MarkupLineInterpolated($"[grey]$ dotnet {string.Join(' ', step)}[/]");
        var code = await Tool.RunAsync("dotnet", step, paths.Repository, cancellationToken);
        terminal.Output.MarkupLineInterpolated($"[grey]  {time.GetElapsedTime(started).TotalSeconds:0.0} s[/]");
        return code;
    }

    /// <summary>
    /// First, side by side, the projects without races; then, one after the other, those that have some and would disturb each other.
    /// Each prints a summary such as <c>total: 41, failed: 0, succeeded: 41, skipped: 0</c> over several lines, from which the count is taken.
    /// </summary>
    private static async Task<(int Exit, Count Count)> TestsAsync(
        LabPaths paths, Terminal terminal, CancellationToken cancellationToken)
    {
        string[] all = [.. Directory.GetDirectories(Path.Combine(paths.Repository, "tests"), "*.Tests").Select(folder => Path.GetFileName(folder)).Order()];
        var projects = all;
        if (paths.Engine != EngineChoice.Aspire && all.Contains(OnAspire))
        {
            // Nothing of it is compiled on the other engine, so there is nothing to count either.
            terminal.Output.MarkupLineInterpolated($"[grey]  {OnAspire} is left out: it runs on the aspire engine only.[/]");
            projects = [.. all.Where(project => project != OnAspire)];
        }

        var begun = projects.Where(SideBySide.Contains).ToDictionary(project => project, project => ProjectAsync(project, paths, cancellationToken));
        var exit = 0;
        var count = new Count(0, 0, 0);
        foreach (var project in projects.OrderByDescending(begun.ContainsKey))
        {
            terminal.Output.MarkupLineInterpolated($"[grey]$ {project}[/]");
            var (code, text) = await (begun.GetValueOrDefault(project) ?? ProjectAsync(project, paths, cancellationToken));
            Console.Write(text);
            exit = Math.Max(exit, code);
            count += Count.Read(text) ?? new Count(0, 1, 0);
        }

        return (exit, count);
    }

    private static Task<(int Code, string Text)> ProjectAsync(string project, LabPaths paths, CancellationToken cancellationToken) =>
        Tool.OutputAsync(paths.BinaryOf(Path.Combine("tests", project)), ["--no-progress", "--no-ansi"], paths.Repository, cancellationToken);

    private static async Task<bool> TruthAsync(
        string scenario, LabPaths paths, Terminal terminal, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        string[] arguments = ["truth", scenario, "--quick"];
        terminal.Output.MarkupLineInterpolated($"[grey]$ lab {string.Join(' ', arguments)}[/]");
        var code = await Tool.RunAsync(Environment.ProcessPath!, arguments, paths.Repository, cancellationToken);
        terminal.Output.MarkupLineInterpolated($"[grey]  {time.GetElapsedTime(started).TotalSeconds:0.0} s[/]");
        return code == ExitCodes.Holds;
    }

    private readonly partial record struct Count(int Passed, int Failed, int Skipped)
    {
        public static Count operator +(Count a, Count b) => new(a.Passed + b.Passed, a.Failed + b.Failed, a.Skipped + b.Skipped);

        public static Count? Read(string text) =>
            Number(Succeeded().Matches(text)) is { } passed && Number(Failures().Matches(text)) is { } failed
                ? new Count(passed, failed, Number(Skips().Matches(text)) ?? 0)
                : null;

        private static int? Number(MatchCollection matches) =>
            matches is [.., var last] ? int.Parse(last.Groups["count"].Value, CultureInfo.InvariantCulture) : null;

        [GeneratedRegex(@"succeeded: (?<count>\d+)", RegexOptions.NonBacktracking)]
        private static partial Regex Succeeded();

        [GeneratedRegex(@"failed: (?<count>\d+)", RegexOptions.NonBacktracking)]
        private static partial Regex Failures();

        [GeneratedRegex(@"skipped: (?<count>\d+)", RegexOptions.NonBacktracking)]
        private static partial Regex Skips();
    }
}
