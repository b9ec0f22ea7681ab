using System.CommandLine;
using Lab.Chaos.Setup;
using Spectre.Console;

namespace Lab.Chaos.Cli;

/// <summary><c>lab setup</c> finds or installs what the lab needs; <c>lab doctor</c> says the same and changes nothing.</summary>
internal static class SetupCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("setup", "Find or install Redis and PostgreSQL, decide the engine; one line per finding.");
        command.SetAction(async (_, cancellationToken) =>
        {
            var paths = LabPaths.Find();
            await EnsureAsync(paths, terminal, cancellationToken);
            Print(await Surroundings.LookAsync(paths.Engine, cancellationToken), terminal.Output);
            return ExitCodes.Holds;
        });
        return command;
    }

    public static Command CreateDoctor(Terminal terminal)
    {
        var command = new Command("doctor", "Print what is there and what is missing, without changing anything.");
        command.SetAction(async (_, cancellationToken) =>
        {
            var findings = await Surroundings.LookAsync(LabPaths.Find().Engine, cancellationToken);
            Print(findings, terminal.Output);
            return findings.Any(finding => finding.IsMissing) ? ExitCodes.Violated : ExitCodes.Holds;
        });
        return command;
    }

    /// <summary>What other verbs call first: silent when nothing is missing.</summary>
    public static async Task EnsureAsync(LabPaths paths, Terminal terminal, CancellationToken cancellationToken) =>
        await Installer.MendAsync(
            await Surroundings.LookAsync(paths.Engine, cancellationToken), terminal.Error, paths.Repository, cancellationToken);

    private static void Print(IReadOnlyList<SetupFinding> findings, IAnsiConsole console)
    {
        foreach (var finding in findings)
        {
            var mark = finding.Found is not null ? "[green]✓[/]" : finding.Required ? "[red]✗[/]" : "[yellow]–[/]";
            console.MarkupLine($"{mark} {finding.Name,-11} {Markup.Escape(finding.Found ?? $"missing. {finding.Mend}")}");
        }
    }
}
