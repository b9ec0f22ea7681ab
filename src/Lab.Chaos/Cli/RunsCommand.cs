using System.CommandLine;
using System.Text.Json;
using Lab.Chaos.Journals;
using Lab.Chaos.Reports.Runs;
using Lab.Contracts;

namespace Lab.Chaos.Cli;

/// <summary><c>lab runs</c>: what was recorded, newest first.</summary>
internal static class RunsCommand
{
    private const int DefaultLimit = 20;

    public static Command Create(Terminal terminal)
    {
        var limit = CommonOptions.Between(new Option<int?>("--limit") { Description = $"How many, newest first; {DefaultLimit} when not given." }, 1, 100_000, DefaultLimit);
        var json = new Option<bool>("--json") { Description = "Print them as JSON on standard output." };
        var command = new Command("runs", "List recorded runs: when, what, verdict, and the worst rate of their arms.") { limit, json };
        command.SetAction(parsed =>
        {
            var lines = RunList.Read(LabPaths.Find().Runs, parsed.GetValue(limit) ?? DefaultLimit);
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(lines, JournalJson.Options));
            }
            else if (lines.Count == 0)
            {
                throw new LabException("There are no runs yet. Make one: ./lab hunt ticketing.");
            }
            else
            {
                RunList.Write(lines, terminal.Output);
            }

            return ExitCodes.Holds;
        });
        return command;
    }
}
