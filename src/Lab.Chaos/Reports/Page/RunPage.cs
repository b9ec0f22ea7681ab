using System.Security.Cryptography;
using System.Text;
using Lab.Chaos.Reports.Page.Evidence;
using Lab.Chaos.Reports.Page.Sections;

namespace Lab.Chaos.Reports.Page;

/// <summary>
/// A run as one file that a browser shows without a network: <c>report.html</c>. Its policy lets nothing be loaded and nothing run but its own style and
/// its own few lines of script, by their hashes.
/// </summary>
internal static class RunPage
{
    public static string Draw(RunEvidence run)
    {
        var journal = run.Journal;
        return Html.Of(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src {Hash(PageStyle.Text)}; script-src {Hash(PageScript.Text)}; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{journal.Verdict.ToString()}: {journal.Conclusion} {journal.Run}</title>
            <style>{new Html(PageStyle.Text)}</style>
            </head>
            <body><main>
            {Head.Draw(journal)}{PhaseStrip.Draw(journal)}{Rates.Draw(journal)}{TruthSection.Draw(run.Truth)}{LoadSection.Loads(journal)}{LoadSection.Thresholds(journal)}{LoadSection.Sweep(journal)}{WitnessSection.Draw(run.Witnesses)}{Spreads.Draw(journal, run.Spreads)}{Course.Draw(run.Timeline)}{PredictedSection.Draw(journal, run.Predictions)}{FuzzSection.Draw(journal.Fuzzed)}{IsolateSection.Draw(journal.Isolated)}{ContainSection.Draw(journal.Contained)}{BreakSection.Draw(journal.Broken, run.UnderFaults)}{Repeat.Draw(journal)}
            </main><script>{new Html(PageScript.Text)}</script></body>
            </html>

            """).Text;
    }

    private static Html Hash(string text) => new($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'");
}
