using Lab.Chaos.Journals;

namespace Lab.Chaos.Reports.Page.Sections;

/// <summary>How to repeat the run, and where it was measured.</summary>
internal static class Repeat
{
    public static Html Draw(Journal journal) => Parts.Section("repeat", "How to repeat it", Html.Of(
        $"""
        <dl class="commands"><dt>The same stimulus again</dt><dd><code>{journal.Repeat ?? TypedCommand.Repeating([], journal.Command, journal.Scenario, journal.Seed)}</code></dd>
        <dt>Judge what was recorded again</dt><dd><code>./lab check {journal.Run}</code></dd>
        <dt>Compare with another run</dt><dd><code>./lab diff {journal.Run} &lt;run&gt;</code></dd></dl>
        <p class="soft">{JournalText.SeedRepeats} {JournalText.Where(journal)} Numbers hold for that machine and no other.</p>
        """));
}
