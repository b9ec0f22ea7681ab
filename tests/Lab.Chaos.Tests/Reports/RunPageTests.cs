using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Lab.Chaos.Checks;
using Lab.Chaos.Histories;
using Lab.Chaos.Journals;
using Lab.Chaos.Reports.Page;
using Lab.Chaos.Reports.Page.Evidence;
using Lab.Chaos.Scenarios;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Reports;

/// <summary>A run as a page.</summary>
public sealed partial class RunPageTests
{
    private static readonly RunEvidence Hunt = RunEvidence.Read(
        SampleRun.Hunt, Journal.Read(SampleRun.Hunt), ScenarioReader.Read(SampleRun.Hunt.Scenario), HistoryReader.Read(SampleRun.Hunt.History));

    private static readonly string Page = RunPage.Draw(Hunt);

    [Fact]
    public void It_has_a_section_for_each_phase_and_each_question() => Assert.Equal(
        ["rates", "witness", "spread", "time", "predict", "fuzz", "isolate", "contain", "break", "repeat"],
        Sections().Matches(Page).Select(match => match.Groups["id"].Value));

    [Fact]
    public void A_run_of_one_phase_leaves_the_others_out()
    {
        var stress = Hunt.Journal with { Command = "stress", Suspect = null, Fix = null, Comparisons = [], Fuzzed = null, Isolated = null, Contained = null, Broken = null, Predicted = null };

        var page = RunPage.Draw(new RunEvidence { Journal = stress });

        Assert.Equal(["rates", "repeat"], Sections().Matches(page).Select(match => match.Groups["id"].Value));
        Assert.Equal(5, NotInThisRun().Count(page));
    }

    [Fact]
    public void It_says_what_the_text_report_says()
    {
        var text = Encode(Hunt.Journal.Comparisons.Select(comparison => comparison.Result.Sentence)
            .Append(Hunt.Journal.Conclusion).Append(Lab.Chaos.Reports.JournalText.Where(Hunt.Journal)));

        Assert.All(text, sentence => Assert.Contains(sentence, Page, StringComparison.Ordinal));
    }

    [Fact]
    public void It_loads_nothing_and_runs_nothing_but_its_own()
    {
        var style = Style().Match(Page).Groups["text"].Value;
        var script = Script().Match(Page).Groups["text"].Value;

        Assert.Contains($"default-src 'none'; style-src 'sha256-{Hash(style)}'; script-src 'sha256-{Hash(script)}'; base-uri 'none'; form-action 'none'", Page, StringComparison.Ordinal);
        Assert.DoesNotMatch(" (src|href)=\"[^#]", Page);
        Assert.DoesNotContain(" style=", Page, StringComparison.Ordinal);
        Assert.DoesNotMatch(" on[a-z]+=", Page);
    }

    [Fact]
    public void A_name_cannot_be_taken_for_markup()
    {
        const string Hostile = "</title></style></script><script>alert(1)</script><b x=\"'";
        var journal = Hunt.Journal with
        {
            Run = Hostile,
            Scenario = Hostile,
            Command = Hostile,
            Suspect = Hostile,
            Repeat = Hostile,
            Conclusion = Hostile,
            Engine = Hostile,
            Arms = [.. Hunt.Journal.Arms.Select(arm => arm with { Summary = arm.Summary with { Variant = Hostile, Condition = Hostile }, Evidence = [Hostile] })],
            Fuzzed = Hunt.Journal.Fuzzed! with { Conclusion = Hostile, Notes = [Hostile] },
        };

        var page = RunPage.Draw(Hunt with { Journal = journal, Witnesses = [.. Hunt.Witnesses.Select(witness => witness with { Sentence = Hostile, Key = Hostile, Steps = [.. witness.Steps.Select(step => step with { Label = Hostile, Operation = Hostile })] })] });

        Assert.DoesNotContain("alert(1)</script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b x=", page, StringComparison.Ordinal);
        Assert.Single(Script().Matches(page));
    }

    [Fact]
    public void What_a_hunt_set_out_to_catch_is_no_bad_news()
    {
        var caught = Hunt.Journal.Arms.Count(arm => arm.Summary is { Variant: "naive", Verdict: Verdict.Violated });

        Assert.Equal(caught, Caught().Count(Page));
    }

    [Fact]
    public void Volleys_faults_and_arms_stand_on_one_clock()
    {
        var timeline = Hunt.Timeline!;

        Assert.Equal(
            ["naive, sequential", "naive, unaligned", "naive, volley", "redlock, volley", "isolate: naive", "contain: naive", "redlock, kill-after-commit", "redlock, under faults"],
            timeline.Bands.Select(band => band.Name));
        Assert.Equal(12 - 3, timeline.Faults.Count);
        Assert.All(timeline.Faults, fault => Assert.InRange(fault.From, timeline.From, timeline.To));
        Assert.Equal(2, Hunt.UnderFaults.Count);
    }

    private static IEnumerable<string> Encode(IEnumerable<string> texts) => texts.Select(text => System.Net.WebUtility.HtmlEncode(text));

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex("<section id=\"(?<id>[a-z0-9-]+)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Sections();

    [GeneratedRegex("not in this run", RegexOptions.NonBacktracking)]
    private static partial Regex NotInThisRun();

    [GeneratedRegex("<small>caught</small>", RegexOptions.NonBacktracking)]
    private static partial Regex Caught();

    [GeneratedRegex("<style>(?<text>.*?)</style>", RegexOptions.Singleline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Style();

    [GeneratedRegex("<script>(?<text>.*?)</script>", RegexOptions.Singleline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Script();
}
