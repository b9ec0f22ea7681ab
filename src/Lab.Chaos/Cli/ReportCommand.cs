using System.CommandLine;
using Lab.Chaos.Histories;
using Lab.Chaos.Journals;
using Lab.Chaos.Reports;
using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Cli;

/// <summary><c>lab report</c>: builds the page of a recorded run again.</summary>
internal static class ReportCommand
{
    public static Command Create(Terminal terminal)
    {
        var run = CommonOptions.Run("Id of a run, a unique part of it, or its folder; the latest when not given.");
        run.Arity = ArgumentArity.ZeroOrOne;
        var open = new Option<bool>("--open") { Description = "Show it in the browser." };
        var command = new Command("report", "Build report.html, report.md and junit.xml of a run again, from its files.") { run, open };
        command.SetAction(parsed =>
        {
            var runs = LabPaths.Find().Runs;
            var folder = parsed.GetValue(run) is { } named ? RunFolder.Find(runs, named) : RunFolder.Latest(runs);
            RunReports.Save(folder, Journal.Read(folder), Read(() => ScenarioReader.Read(folder.Scenario), terminal), Read(() => HistoryReader.Read(folder.History), terminal));
            var page = Path.Combine(folder.Path, RunReports.Html);
            terminal.Output.Profile.Out.Writer.WriteLine(page);
            if (parsed.GetValue(open))
            {
                Browser.Open(page);
            }

            return ExitCodes.Holds;
        });
        return command;
    }

    // The journal is enough for a page; what a later lab cannot read any more is said and left out.
    private static T? Read<T>(Func<T> read, Terminal terminal) where T : class
    {
        try
        {
            return read();
        }
        catch (LabException problem)
        {
            terminal.Say($"Left out of the report: {problem.Message}");
            return null;
        }
    }
}
