using Lab.Chaos.Histories;
using Lab.Chaos.Journals;
using Lab.Chaos.Reports.Page;
using Lab.Chaos.Reports.Page.Evidence;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Reports;

/// <summary>What a run leaves for people and for build servers beside its journal: <c>report.html</c>, <c>report.md</c>, <c>junit.xml</c>.</summary>
internal static class RunReports
{
    public const string Html = "report.html";

    /// <summary>Writes them into the folder of the run.</summary>
    /// <param name="run">Its files.</param>
    /// <param name="journal">Of that run.</param>
    /// <param name="scenario">The copy in that folder; null when it cannot be read any more.</param>
    /// <param name="history">Of that run; null when it is gone.</param>
    public static void Save(RunFolder run, Journal journal, Scenario? scenario, History? history)
    {
        var evidence = RunEvidence.Read(run, journal, scenario, history);
        File.WriteAllText(Path.Combine(run.Path, Html), RunPage.Draw(evidence));
        File.WriteAllText(Path.Combine(run.Path, "report.md"), MarkdownReport.Draw(journal));
        File.WriteAllText(Path.Combine(run.Path, "junit.xml"), JUnit.Document(journal, evidence.Truth, Expected(journal, scenario)) + "\n");
    }

    /// <summary>Variants of which a run that compares expects nothing else than to be violated.</summary>
    private static IReadOnlyList<string> Expected(Journal journal, Scenario? scenario) => journal is not { Suspect: { } suspect, Fix: not null }
        ? []
        : [suspect, .. scenario?.Variants.Where(variant => variant.Role == VariantRole.WrongFix).Select(variant => variant.Name) ?? []];
}
