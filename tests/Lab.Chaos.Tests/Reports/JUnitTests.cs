using System.Globalization;
using System.Xml.Linq;
using Lab.Chaos.Checks;
using Lab.Chaos.Journals;
using Lab.Chaos.Reports;
using Lab.Chaos.Truth;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Reports;

/// <summary>A journal for build servers.</summary>
public sealed class JUnitTests
{
    private static readonly Journal Hunt = Journal.Read(SampleRun.Hunt);

    [Fact]
    public void The_suspect_of_a_hunt_may_be_violated_and_the_build_passes()
    {
        var cases = Cases(Hunt, ["naive"]);

        Assert.Equal(["system-out"], cases.Values.SelectMany(test => test.Elements()).Select(element => element.Name.LocalName).Distinct());
        Assert.Contains("naive, volley", cases.Keys);
        Assert.Contains("verdict", cases.Keys);
    }

    [Fact]
    public void A_fix_that_is_violated_is_a_failure_and_says_why()
    {
        var broken = Hunt with { Arms = [.. Hunt.Arms.Select(arm => arm.Summary.Variant == "redlock" ? arm with { Summary = arm.Summary with { Verdict = Verdict.Violated }, Evidence = ["sold 51 of 50."] } : arm)] };

        var failure = Cases(broken, ["naive"])["redlock, volley"].Element("failure");

        Assert.Equal("0 of 60, at most 6 % of volleys violated. sold 51 of 50.", failure!.Attribute("message")!.Value);
    }

    [Fact]
    public void Unknown_is_skipped_with_what_it_lacks()
    {
        var unknown = Hunt with { Verdict = Verdict.Unknown, Conclusion = "naive was not caught." };

        Assert.Equal("naive was not caught.", Cases(unknown, ["naive"])["verdict"].Element("skipped")!.Attribute("message")!.Value);
    }

    [Fact]
    public void A_cell_that_comes_out_as_the_table_says_passes_and_another_does_not()
    {
        var arm = Hunt.Arms.First(arm => arm.Summary.Verdict == Verdict.Violated);
        TruthOutcome Cell(Verdict expected) => new(new TruthCell { Variant = "naive", Condition = expected.ToString(), Expected = expected, Volleys = 1 }, arm);

        var cases = Read(JUnit.Document(Hunt with { Suspect = null }, [Cell(Verdict.Violated), Cell(Verdict.Holds)], [])).Descendants("testcase").ToDictionary(test => test.Attribute("name")!.Value);

        Assert.Null(cases["naive, Violated"].Element("failure"));
        Assert.StartsWith("Expected Holds, came out Violated.", cases["naive, Holds"].Element("failure")!.Attribute("message")!.Value, StringComparison.Ordinal);
    }

    /// <summary>
    /// The rules on which the schemas of Jenkins (xunit-plugin) and Surefire agree: names, order and types of elements and attributes; counts that add up.
    /// </summary>
    [Fact]
    public void It_keeps_the_rules_of_the_schemas()
    {
        var bad = Hunt with { Conclusion = "\u0000\u001b[31m<&\"'\ud800", Arms = [.. Hunt.Arms.Select((arm, n) => arm with { Summary = arm.Summary with { Verdict = (Verdict)(n % 3), Variant = $"<{n}>\u0001" } })] };
        var suite = Read(JUnit.Document(bad, [], [])).Element("testsuite")!;
        var cases = suite.Elements("testcase").ToList();

        Assert.Equal(["name", "tests", "failures", "errors", "skipped", "time", "timestamp"], suite.Attributes().Select(attribute => attribute.Name.LocalName));
        Assert.Equal(["properties", .. cases.Select(_ => "testcase")], suite.Elements().Select(element => element.Name.LocalName));
        Assert.All(cases, test => Assert.Equal(["classname", "name", "time"], test.Attributes().Select(attribute => attribute.Name.LocalName)));
        Assert.All(cases, test => Assert.Contains(Assert.Single(test.Elements()).Name.LocalName, new[] { "failure", "skipped", "system-out" }));
        Assert.All(suite.DescendantsAndSelf().Attributes("time"), time => Assert.True(decimal.Parse(time.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) >= 0));
        Assert.Equal(
            (cases.Count, cases.Count(test => test.Element("failure") is not null), 0, cases.Count(test => test.Element("skipped") is not null)),
            ((int)suite.Attribute("tests")!, (int)suite.Attribute("failures")!, (int)suite.Attribute("errors")!, (int)suite.Attribute("skipped")!));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$", suite.Attribute("timestamp")!.Value);
    }

    private static Dictionary<string, XElement> Cases(Journal journal, IReadOnlyList<string> expected) =>
        Read(JUnit.Document(journal, [], expected)).Descendants("testcase").ToDictionary(test => test.Attribute("name")!.Value);

    private static XElement Read(string document) => XDocument.Parse(document).Root!;
}
