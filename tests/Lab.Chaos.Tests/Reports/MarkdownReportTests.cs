using Lab.Chaos.Journals;
using Lab.Chaos.Reports;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Reports;

/// <summary>A run for a pull request.</summary>
public sealed class MarkdownReportTests
{
    [Fact]
    public void The_report_of_the_sample_reads_as_it_did() => Assert.Equal(
        File.ReadAllText(Path.Combine(SampleRun.Hunt.Path, "expected.md")), MarkdownReport.Draw(Journal.Read(SampleRun.Hunt)));

    [Fact]
    public void Names_that_look_like_markup_or_call_people_do_neither()
    {
        var text = MarkdownReport.Draw(Journal.Read(SampleRun.Hunt) with { Conclusion = "@all <img src=x> | `x` [a](b)\n# c" });

        Assert.StartsWith("**Holds**: &#64;all &lt;img src=x&gt; \\| \\`x\\` \\[a\\](b) \\# c\n", text, StringComparison.Ordinal);
    }
}
