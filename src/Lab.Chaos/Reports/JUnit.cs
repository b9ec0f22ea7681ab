using System.Globalization;
using System.Xml.Linq;
using Lab.Chaos.Checks;
using Lab.Chaos.Journals;
using Lab.Contracts;

namespace Lab.Chaos.Reports;

/// <summary>
/// A journal as JUnit XML, which every build server shows: one suite, a case for each arm and each threshold. Violated is a failure, Unknown an
/// error: nothing was proved, and a build must not be green for it.
/// </summary>
internal static class JUnit
{
    /// <exception cref="LabException">The file cannot be written.</exception>
    public static void Write(Journal journal, string path)
    {
        try
        {
            File.WriteAllText(path, Document(journal) + "\n");
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

    public static string Document(Journal journal)
    {
        XElement[] cases =
        [
            .. journal.Arms.Select(arm => Case(
                $"{arm.Summary.Variant}, {arm.Summary.Condition}", arm.Summary.Verdict, string.Join(" ", [.. arm.Evidence, .. arm.Load?.Doubts ?? []]))),
            .. journal.Thresholds.Select(threshold => Case($"{threshold.Arm}: {threshold.Threshold}", threshold.Verdict, threshold.Sentence)),
        ];
        var suite = new XElement(
            "testsuite",
            new XAttribute("name", $"lab {journal.Command} {journal.Scenario}"),
            new XAttribute("tests", cases.Length),
            new XAttribute("failures", cases.Count(test => test.Element("failure") is not null)),
            new XAttribute("errors", cases.Count(test => test.Element("error") is not null)),
            new XAttribute("time", journal.DurationSeconds.ToString(CultureInfo.InvariantCulture)),
            new XAttribute("timestamp", journal.Started.UtcDateTime.ToString("s", CultureInfo.InvariantCulture)),
            new XElement("properties", Property("run", journal.Run), Property("seed", journal.Seed), Property("verdict", journal.Verdict)),
            cases);
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + new XElement("testsuites", suite);

        XElement Case(string name, Verdict verdict, string sentence) => new(
            "testcase",
            new XAttribute("classname", $"lab.{journal.Command}.{journal.Scenario}"),
            new XAttribute("name", name),
            verdict switch
            {
                Verdict.Holds => null,
                Verdict.Violated => new XElement("failure", new XAttribute("message", Plain(sentence)), new XAttribute("type", "Violated")),
                _ => new XElement("error", new XAttribute("message", Plain(sentence)), new XAttribute("type", "Unknown")),
            });
    }

    private static XElement Property(string name, object value) => new("property", new XAttribute("name", name), new XAttribute("value", value.ToString()!));

    // XML has no place for most control characters, and an answer may hold any.
    private static string Plain(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
