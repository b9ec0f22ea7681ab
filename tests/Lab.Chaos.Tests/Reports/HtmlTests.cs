using Lab.Chaos.Reports.Page;

namespace Lab.Chaos.Tests.Reports;

/// <summary>What is written into a page.</summary>
public sealed class HtmlTests
{
    [Fact]
    public void A_value_is_encoded_and_html_is_not_encoded_twice()
    {
        var cell = Html.Of($"""<td title="{"\"'<&>"}">{Html.Of($"<b>{"a<b"}</b>")}</td>""");

        Assert.Equal("<td title=\"&quot;&#39;&lt;&amp;&gt;\"><b>a&lt;b</b></td>", cell.Text);
    }

    [Fact]
    public void Control_characters_become_spaces() => Assert.Equal("a b", Html.Of($"{"a\u0000b"}").Text);

    [Fact]
    public void Numbers_are_written_the_same_everywhere() => Assert.Equal("1234.5 7", Html.Of($"{1234.5:0.0} {7}").Text);
}
