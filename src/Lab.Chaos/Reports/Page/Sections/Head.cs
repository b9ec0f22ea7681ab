using System.Globalization;
using Lab.Chaos.Journals;

namespace Lab.Chaos.Reports.Page.Sections;

/// <summary>The verdict in one sentence, and what was run where.</summary>
internal static class Head
{
    public static Html Draw(Journal journal) => Html.Of(
        $"""
        <header>
        <div class="top"><p class="what">lab {journal.Command} <b>{journal.Scenario}</b></p>
        <button id="theme" type="button" aria-label="Switch between light and dark"><span aria-hidden="true">◐</span> light / dark</button></div>
        <h1>{Parts.Verdict(journal.Verdict)} <span>{journal.Conclusion}</span></h1>
        <p class="meta">{journal.Started.ToString("d MMMM yyyy, HH:mm zzz", CultureInfo.InvariantCulture)} · {Parts.Number(journal.DurationSeconds)} s · seed {journal.Seed} · {journal.Engine} engine · lab {journal.LabVersion} · {journal.Machine.ToString()}</p>
        </header>

        """);
}
