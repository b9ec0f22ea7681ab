using System.CommandLine;
using System.Text.Json;
using Lab.Chaos.Journals;
using Lab.Chaos.Reports.Runs;

namespace Lab.Chaos.Cli;

/// <summary><c>lab diff</c>: two runs, arm by arm.</summary>
internal static class DiffCommand
{
    public static Command Create(Terminal terminal)
    {
        var before = CommonOptions.Run("The run to compare with: its id, a unique part of it, or its folder.", "before");
        var after = CommonOptions.Run("The run that may be better or worse.", "after");
        var json = new Option<bool>("--json") { Description = "Print the comparison as JSON on standard output." };
        var command = new Command("diff", "Compare two runs arm by arm, with a test: 0 no worse, 1 worse, 2 cannot be compared.") { before, after, json };
        command.SetAction(parsed =>
        {
            var runs = LabPaths.Find().Runs;
            var diff = RunDiff.Of(Journal.Read(RunFolder.Find(runs, parsed.GetValue(before)!)), Journal.Read(RunFolder.Find(runs, parsed.GetValue(after)!)));
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(diff, JournalJson.Options));
            }
            else
            {
                DiffText.Write(diff, terminal.Output);
            }

            return diff.Change switch
            {
                Change.Worse => ExitCodes.Violated,
                Change.NotTested => ExitCodes.Unknown,
                _ => ExitCodes.Holds,
            };
        });
        return command;
    }
}
