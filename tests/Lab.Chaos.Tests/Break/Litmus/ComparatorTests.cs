using Lab.Chaos.Break.Litmus;
using Lab.Chaos.Break.Litmus.Reading;

namespace Lab.Chaos.Tests.Break.Litmus;

/// <summary>Answers held against expectations.</summary>
public sealed class ComparatorTests
{
    [Theory]
    [InlineData("5", ">=", "5", true)]
    [InlineData("4", ">=", "5", false)]
    [InlineData("5", "<=", "5", true)]
    [InlineData("5", ">", "5", false)]
    [InlineData("6", ">", "5", true)]
    [InlineData("4", "<", "5", true)]
    [InlineData(" 5 ", "==", "5", true)]
    [InlineData("5", "!=", "5", false)]
    [InlineData("3", "oneOf", "1, 2,3", true)]
    [InlineData("4", "OneOf", "1,2,3", false)]
    [InlineData("3", "between", "1,3", true)]
    [InlineData("4", "Between", "1,3", false)]
    [InlineData("-1", "<", "0", true)]
    public void Whole_numbers(string actual, string criterion, string expected, bool holds) =>
        Assert.Equal(holds, new Comparator(ComparatorKind.Integer, criterion, expected).Differs(actual) is null);

    [Theory]
    [InlineData("0.5", "<", "0.51", true)]
    [InlineData("1e3", "==", "1000", true)]
    [InlineData("0.75", "between", "0.5,1.0", true)]
    [InlineData("NaN", "!=", "1", true)]
    [InlineData("NaN", "<", "1", false)]
    public void Numbers(string actual, string criterion, string expected, bool holds) =>
        Assert.Equal(holds, new Comparator(ComparatorKind.Number, criterion, expected).Differs(actual) is null);

    [Theory]
    [InlineData("ok", "equal", "ok", true)]
    [InlineData("ok", "NotEqual", "ok", false)]
    [InlineData("all is ok", "contains", "is", true)]
    [InlineData("sold 3", "matches", "^sold [0-9]+$", true)]
    [InlineData("sold x", "notMatches", "^sold [0-9]+$", true)]
    [InlineData("b", "oneOf", "a, b", true)]
    [InlineData("c", "OneOf", "a,b", false)]
    public void Text(string actual, string criterion, string expected, bool holds) =>
        Assert.Equal(holds, new Comparator(ComparatorKind.Text, criterion, expected).Differs(actual) is null);

    [Fact]
    public void Text_with_a_comma_is_compared_whole_where_Litmus_compares_with_nothing()
    {
        Assert.Null(new Comparator(ComparatorKind.Text, "equal", "a,b").Differs("a,b"));
        Assert.NotNull(new Comparator(ComparatorKind.Text, "contains", "a,b").Differs("x"));
    }

    [Fact]
    public void An_answer_that_is_no_number_fails_where_Litmus_takes_it_for_zero() => Assert.Equal(
        "The answer is 'error', which is no whole number; expected == 0.",
        new Comparator(ComparatorKind.Integer, "==", "0").Differs("error"));

    [Theory]
    [InlineData(ComparatorKind.Integer, "==", "5", null)]
    [InlineData(ComparatorKind.Integer, "==", "200,201", "a whole number")]
    [InlineData(ComparatorKind.Integer, "==", "1.5", "a whole number")]
    [InlineData(ComparatorKind.Integer, "between", "5", "two whole numbers with a comma between, lowest first")]
    [InlineData(ComparatorKind.Number, "oneOf", "1,x", "numbers with commas between")]
    [InlineData(ComparatorKind.Text, "matches", "(", "a regular expression (without look-around and back-references)")]
    [InlineData(ComparatorKind.Text, "matches", "(?=a)", "a regular expression (without look-around and back-references)")]
    [InlineData(ComparatorKind.Text, "contains", "(", null)]
    public void An_expectation_that_cannot_be_compared_with_is_refused_when_it_is_read(object kind, string criterion, string expected, string? must) =>
        Assert.Equal(must, new Comparator((ComparatorKind)kind, criterion, expected).Wrong());

    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("1m30s", 90_000)]
    [InlineData("1.5s", 1500)]
    [InlineData(".5s", 500)]
    [InlineData("+2s", 2000)]
    [InlineData("100us", 0.1)]
    [InlineData("100µs", 0.1)]
    [InlineData("0", 0)]
    public void Durations_of_Go(string text, double milliseconds) =>
        Assert.Equal(TimeSpan.FromTicks((long)(milliseconds * TimeSpan.TicksPerMillisecond)), GoDuration.Parse(text));

    [Theory]
    [InlineData("5")]
    [InlineData("-5s")]
    [InlineData("5 s")]
    [InlineData("5d")]
    [InlineData("")]
    [InlineData("99999999h")]
    public void No_durations_of_Go(string text) => Assert.Null(GoDuration.Parse(text));

    [Theory]
    [InlineData("a=b", true)]
    [InlineData("a==b,c!=x", true)]
    [InlineData("a in (b, z),!d", true)]
    [InlineData("a notin (b)", false)]
    [InlineData("a,c", true)]
    [InlineData("!a", false)]
    [InlineData("", true)]
    public void Label_selectors_want_all_of_their_requirements(string selector, bool matches) => Assert.Equal(
        matches, LabelQuery.Parse(selector)?.Matches(new Dictionary<string, string> { ["a"] = "b", ["c"] = "d" }, []));

    [Theory]
    [InlineData("a=b=c")]
    [InlineData("a in b")]
    [InlineData("a b")]
    public void No_label_selectors(string selector) => Assert.Null(LabelQuery.Parse(selector));
}
