using System.CommandLine;
using Lab.Chaos.Experiments;
using Lab.Chaos.Journals;
using Lab.Chaos.Reports;

namespace Lab.Chaos.Cli;

/// <summary><c>lab check</c>: judges a recorded run again, from its files alone.</summary>
internal static class CheckCommand
{
    public static Command Create(Terminal terminal)
    {
        var run = new Argument<string>("run") { Description = "Id of a run, a unique part of it, or its folder." };
        var json = CommonOptions.Json();
        var command = new Command("check", "Judge the recorded history of a run again.") { run, json };
        command.SetAction(parsed =>
        {
            var journal = Experiment.Judge(RunFolder.Find(LabPaths.Find().Runs, parsed.GetValue(run)!));
            Output.Write(journal, parsed.GetValue(json), terminal);
            return ExitCodes.Of(journal.Verdict);
        });
        return command;
    }
}
