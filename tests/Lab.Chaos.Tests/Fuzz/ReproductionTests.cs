using System.Text;
using Lab.Chaos.Fuzz.Payloads;
using Lab.Chaos.Fuzz.Reproductions;

namespace Lab.Chaos.Tests.Fuzz;

public sealed class ReproductionTests
{
    [Theory]
    [InlineData("plain {\"a\":1}", "'plain {\"a\":1}'")]
    [InlineData("it's", "$'it\\'s'")]
    [InlineData("a\\ud800'", "$'a\\\\ud800\\''")]
    [InlineData("line\r\n\u00e9", "$'line\\x0d\\x0a\\xc3\\xa9'")]
    public void Bytes_are_quoted_for_bash(string text, string quoted) => Assert.Equal(quoted, Curl.Quote(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("a\"\\\0\r\u00ff", "\"a\\\"\\\\\\u0000\\r\\u00ff\"")]
    [InlineData("", "\"\"")]
    [InlineData("id=ZZkeyZZ-0", "\"id=\" + key + \"-0\"")]
    [InlineData("ZZuuidQZZkeyZZ-0-1QZZ", "Uuid(key + \"-0-1\")")]
    [InlineData("/orders/ZZanswerQ0QorderIdQZZ", "\"/orders/\" + Field(answers[0], \"orderId\")")]
    public void Bytes_are_written_as_a_C_sharp_expression(string text, string expression) =>
        Assert.Equal(expression, CSharpBytes.Write(Encoding.Latin1.GetBytes(text)));

    [Fact]
    public void A_long_repetition_is_written_short() =>
        Assert.Equal("\"<\" + Repeat(\"ab\", 500) + \">\"", CSharpBytes.Write(Encoding.Latin1.GetBytes("<" + JsonWriting.Repeat("ab", 500) + ">")));

    [Fact]
    public void Marks_settle_to_what_would_have_been_sent()
    {
        var sent = new Blanks { Key = "k", Operation = "k-0-1", Process = 0, Stock = 1 };

        Assert.Equal(sent.Fill("{key} {operation} {uuid} {key-number}"), Marks.Settle(Marks.Blanks(0, 1, 1).Fill("{key} {operation} {uuid} {key-number}"), "k"));
    }
}
