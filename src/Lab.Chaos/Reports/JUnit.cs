using System.Globalization;
using System.Xml.Linq;
using Lab.Chaos.Break.Reports;
using Lab.Chaos.Checks;
using Lab.Chaos.Journals;
using Lab.Chaos.Truth;
using Lab.Contracts;

namespace Lab.Chaos.Reports;

/// <summary>
/// A journal as JUnit XML, which every build server shows: one suite; a case for each arm, or cell of a truth table, each threshold, each fault and the fuzzer.
/// Violated is a failure, unless nothing else was expected: of the suspect of a hunt, or of a cell of the table. Unknown is skipped, with what it lacks; that a
/// build is not green for it is the exit code's work.
/// </summary>
internal static class JUnit
{
    /// <exception cref="LabException">The file cannot be written.</exception>
    public static void Write(Journal journal, string path)
    {
        try
        {
            File.WriteAllText(path, Document(journal, [], []) + "\n");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new LabException($"--junit {path} cannot be written: {failure.Message} Name a file in a folder that exists.", failure);
        }
    }

    /// <summary>Found before the run: nobody wants to learn at its end that the file has no folder.</summary>
    /// <exception cref="LabException">It has none, or is one.</exception>
    public static void ThrowUnlessPossible(string path)
    {
        if (Directory.Exists(path) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
        {
            throw new LabException($"--junit {path} names no file in a folder that exists. Example: --junit lab.xml.");
        }
    }

    /// <param name="journal">What came out.</param>
    /// <param name="truth">Expected cell by cell; empty where there is no table.</param>
    /// <param name="expected">Variants whose violation is what was looked for.</param>
    public static string Document(Journal journal, IReadOnlyList<TruthOutcome> truth, IReadOnlyList<string> expected)
    {
        var name = $"lab.{journal.Command}.{journal.Scenario}";
        Case[] cases =
        [
            .. journal is { Suspect: not null, Fix: not null } ? [new Case("verdict", journal.Verdict, journal.Conclusion, null)] : Array.Empty<Case>(),
            .. truth.Count > 0 ? truth.Select(Of) : journal.Arms.Select(arm => Of(arm, expected)),
            .. journal.Thresholds.Select(threshold => new Case($"{threshold.Arm}: {threshold.Threshold}", threshold.Verdict, threshold.Sentence, null)),
            .. journal.Fuzzed is { } fuzzed ? [new Case("fuzz", fuzzed.Verdict, fuzzed.Conclusion, fuzzed.DurationSeconds)] : Array.Empty<Case>(),
            .. journal.Broken?.Variants.SelectMany(variant => variant.Faults, (variant, fault) => new Case(
                $"{variant.Variant} under {fault.Result.Engine}, {fault.Result.Experiment}",
                expected.Contains(variant.Variant) ? Verdict.Holds : BreakReport.Of(fault.Result.Verdict), BreakText.Sentence(fault), fault.Seconds)) ?? [],
        ];
        var suite = new XElement(
            "testsuite",
            new XAttribute("name", Plain($"lab {journal.Command} {journal.Scenario}")),
            new XAttribute("tests", cases.Length),
            new XAttribute("failures", cases.Count(test => test.Verdict == Verdict.Violated)),
            new XAttribute("errors", 0),
            new XAttribute("skipped", cases.Count(test => test.Verdict == Verdict.Unknown)),
            new XAttribute("time", Seconds(journal.DurationSeconds)),
            new XAttribute("timestamp", journal.Started.UtcDateTime.ToString("s", CultureInfo.InvariantCulture)),
            new XElement("properties", Property("run", journal.Run), Property("seed", journal.Seed), Property("verdict", journal.Verdict)),
            cases.Select(test => test.ToXml(name)));
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + new XElement("testsuites", suite);
    }

    private static Case Of(ArmReport arm, IReadOnlyList<string> expected)
    {
        var wanted = arm.Summary.Verdict == Verdict.Violated && expected.Contains(arm.Summary.Variant);
        string[] sentences = [$"{ArmCells.Share(arm.Summary)} of volleys violated.", .. arm.Broken.Count > 0 ? [$"Violated: {string.Join(", ", arm.Broken)}."] : Array.Empty<string>(), .. arm.Evidence, .. arm.Load?.Doubts ?? []];
        return new Case(arm.Summary.Name, wanted ? Verdict.Holds : arm.Summary.Verdict, string.Join(" ", sentences), arm.Seconds);
    }

    // A cell that came out as the table says is a success, whatever it says.
    private static Case Of(TruthOutcome outcome) => new(
        $"{outcome.Cell.Variant}, {outcome.Cell.Condition}",
        outcome.Agrees ? Verdict.Holds : outcome.Verdict == Verdict.Unknown ? Verdict.Unknown : Verdict.Violated,
        string.Join(" ", [$"Expected {outcome.Cell.Expected}, came out {outcome.Verdict}.", .. outcome.Arm?.Evidence ?? ["It did not run."]]),
        outcome.Arm?.Seconds);

    private static XElement Property(string name, object value) => new("property", new XAttribute("name", name), new XAttribute("value", Plain(value.ToString()!)));

    private static string Seconds(double? seconds) => (seconds ?? 0).ToString("0.###", CultureInfo.InvariantCulture);

    // XML has no place for most control characters, nor for half a surrogate pair, and an answer may hold any.
    private static string Plain(string text) => string.Concat(text.EnumerateRunes().Select(rune => System.Text.Rune.IsControl(rune) ? " " : rune.ToString()));

    private sealed record Case(string Name, Verdict Verdict, string Sentence, double? Took)
    {
        public XElement ToXml(string suite) => new(
            "testcase",
            new XAttribute("classname", Plain(suite)),
            new XAttribute("name", Plain(Name)),
            new XAttribute("time", Seconds(Took)),
            Verdict switch
            {
                Verdict.Holds => new XElement("system-out", Plain(Sentence)),
                Verdict.Violated => new XElement("failure", new XAttribute("message", Plain(Sentence)), new XAttribute("type", "Violated")),
                _ => new XElement("skipped", new XAttribute("message", Plain(Sentence))),
            });
    }
}
