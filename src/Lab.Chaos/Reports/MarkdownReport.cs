using System.Text;
using Lab.Chaos.Journals;

namespace Lab.Chaos.Reports;

/// <summary>A run for a pull request, <c>report.md</c>: the verdict, one table, what the arms say side by side, how to repeat it.</summary>
internal static class MarkdownReport
{
    public static string Draw(Journal journal)
    {
        var text = new StringBuilder();
        Add(text, $"**{journal.Verdict}**: {Plain(journal.Conclusion)}");
        if (journal.Arms.Count > 0)
        {
            Add(text, "");
            Add(text, "| variant | condition | verdict | volleys violated (95 %) | oversold | latency p50 / p99 |");
            Add(text, "|---|---|---|---|---:|---:|");
            foreach (var arm in journal.Arms.Select(arm => arm.Summary))
            {
                Add(text, $"| {Plain(arm.Variant)} | {Plain(arm.Condition)} | {arm.Verdict} | {ArmCells.Share(arm)} | {ArmCells.Units(arm.Units)} | {ArmCells.Milliseconds(arm.Latency?.P50)} / {ArmCells.Milliseconds(arm.Latency?.P99)} |");
            }
        }

        Add(text, "");
        foreach (var comparison in journal.Comparisons)
        {
            Add(text, $"- **{Plain(comparison.Question)}** {Plain(comparison.Result.Sentence)}");
        }

        foreach (var (arm, sentence) in JournalText.Clean(journal).Concat(JournalText.Examples(journal)))
        {
            Add(text, $"- **{Plain(arm)}**{Plain(sentence)}");
        }

        Add(text, "");
        Add(text, $"Repeat it: `{(journal.Repeat ?? TypedCommand.Repeating([], journal.Command, journal.Scenario, journal.Seed)).Replace("`", "", StringComparison.Ordinal)}`");
        Add(text, "");
        Add(text, $"<sub>{Plain(JournalText.Where(journal))} {JournalText.SeedRepeats} All charts: {RunReports.Html} of that run.</sub>");
        return text.ToString();
    }

    private static void Add(StringBuilder text, string line) => text.Append(line).Append('\n');

    // What Markdown or HTML would take for its own is shown as it is; @ would call people.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => plain.Append("&amp;"),
                '<' => plain.Append("&lt;"),
                '>' => plain.Append("&gt;"),
                '@' => plain.Append("&#64;"),
                '|' or '\\' or '`' or '*' or '_' or '[' or ']' or '#' or '~' => plain.Append('\\').Append(c),
                _ => plain.Append(char.IsControl(c) ? ' ' : c),
            };
        }

        return plain.ToString();
    }
}
