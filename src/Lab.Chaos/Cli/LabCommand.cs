using System.CommandLine;
using System.CommandLine.Help;
using Lab.Chaos.Scenarios;
using Lab.Contracts;
using Spectre.Console;

namespace Lab.Chaos.Cli;

/// <summary>The <c>lab</c> command: its verbs, and the one place where failures become messages and exit codes.</summary>
internal static class LabCommand
{
    public static Task<int> RunAsync(string[] args, TimeProvider time) => RunAsync(args, new Terminal(time), time);

    /// <summary>The same with what it says to people written elsewhere.</summary>
    public static async Task<int> RunAsync(string[] args, Terminal terminal, TimeProvider time)
    {
        try
        {
            // A lab starts several links, and each would spend a tenth of a second on verbs that it does not have.
            var root = args is [LinkCommand.Verb, ..] ? new Command("lab") { new HelpOption(), LinkCommand.Create(time) } : Create(terminal, time);
            var parsed = root.Parse(args);
            if (parsed.Errors.Count > 0)
            {
                return Usage(terminal, [.. parsed.Errors.Select(error => WithSuggestion(error.Message, root, parsed))]);
            }

            // System.CommandLine cancels the token on Ctrl-C and SIGTERM, then gives the command this long to undo what it did.
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
            });
        }
        catch (LabException problem)
        {
            return Usage(terminal, problem.Problems);
        }
        catch (OperationCanceledException)
        {
            terminal.Error.MarkupLine("[yellow]Interrupted. What was started has been ended.[/]");
            return ExitCodes.Interrupted;
        }
    }

    // A plain command and no RootCommand: that one calls itself after its file, and users type `lab`.
    private static Command Create(Terminal terminal, TimeProvider time)
    {
        var lab = new Command(
            "lab",
            "Finds race conditions in .NET services, and proves with numbers that a fix holds.\n\n"
            + "Exit codes: 0 holds (hunt, truth: caught and fixed), 1 violated, 2 unknown, 64 wrong usage, 130 interrupted.")
        {
            new HelpOption(),
            new VersionOption(),
            HuntCommand.Create(terminal, time),
            PredictCommand.Create(terminal, time),
            StressCommand.Create(terminal, time),
            FuzzCommand.Create(terminal, time),
            IsolateCommand.Create(terminal, time),
            ContainCommand.Create(terminal, time),
            BreakCommand.Create(terminal, time),
            DebugCommand.Create(terminal, time),
            TruthCommand.Create(terminal, time),
            CollectCommand.Create(terminal, time),
            ObserveCommand.Create(terminal, time),
            CheckCommand.Create(terminal, time),
            WitnessCommand.Create(terminal),
            ReportCommand.Create(terminal),
            RunsCommand.Create(terminal),
            DiffCommand.Create(terminal),
            UpCommand.Create(terminal, time),
            PublishCommand.Create(terminal),
            SetupCommand.Create(terminal, time),
            SetupCommand.CreateDoctor(terminal, time),
            TestCommand.Create(terminal, time),
            StubCommand.Create(),
            LinkCommand.Create(time),
            CompletionCommand.Create(terminal),
        };
        lab.Add(CompletionCommand.CreateComplete(lab, terminal));
        return lab;
    }

    private static int Usage(Terminal terminal, IReadOnlyList<string> problems)
    {
        foreach (var problem in problems)
        {
            terminal.Error.Markup("[red]✗[/] ");
            terminal.Say(problem);   // not wrapped: what is said there may be copied
        }

        return ExitCodes.Usage;
    }

    // "Unrecognized command or argument 'hnut'." says nothing about what would have been right.
    private static string WithSuggestion(string message, Command root, ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var known = command == root
            ? root.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name)
            : command.Options.Select(option => option.Name);
        return parsed.UnmatchedTokens is [var token, ..] && message.Contains($"'{token}'", StringComparison.Ordinal)
            ? $"{message} {Suggest.Among(token, [.. known])} See: lab {(command == root ? "" : command.Name + " ")}--help."
            : message;
    }
}
