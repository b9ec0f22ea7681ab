using Lab.Chaos.Cli;
using Lab.Chaos.Journals;

namespace Lab.Chaos.Reports;

/// <summary>Where a journal goes when a command ends.</summary>
internal static class Output
{
    public static void Write(Journal journal, bool json, Terminal terminal)
    {
        if (json)
        {
            Console.WriteLine(journal.ToJson());
            return;
        }

        TextReport.Write(journal, terminal.Output);
    }
}
