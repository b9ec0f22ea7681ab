using System.Text;
using Lab.Chaos.Stress;

namespace Lab.Chaos.Tests.Stress;

public sealed class ReplyParserTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, "hello")]
    [InlineData("HTTP/1.1 200\r\ncontent-length:5 \r\n\r\nhello", 200, "hello")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", 204, "")]
    [InlineData("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", 304, "")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n", 201, "")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=1\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n", 200, "abc0123456789")]
    [InlineData("HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n0\r\nExpires: never\r\n\r\n", 200, "")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n\r\n\r\n\r\n0\r\n\r\n", 200, "\r\n\r\n")]
    public void A_reply_is_read_the_same_wherever_the_network_cuts_it(string text, int status, string body)
    {
        var bytes = Encoding.Latin1.GetBytes(text);

        for (var cut = 0; cut < bytes.Length; cut++)
        {
            Assert.Null(ReplyParser.Parse(bytes.AsSpan(0, cut), ended: false, headRequest: false));
        }

        var reply = ReplyParser.Parse(bytes, ended: false, headRequest: false);
        Assert.Equal((status, body, true), (reply!.Status, Encoding.Latin1.GetString(reply.Body.Span), reply.KeepAlive));
    }

    [Fact]
    public void A_body_of_unstated_length_ends_with_the_connection()
    {
        var bytes = "HTTP/1.1 200 OK\r\n\r\nhello"u8;

        Assert.Null(ReplyParser.Parse(bytes, ended: false, headRequest: false));
        var reply = ReplyParser.Parse(bytes, ended: true, headRequest: false)!;
        Assert.Equal(("hello", false), (Encoding.Latin1.GetString(reply.Body.Span), reply.KeepAlive));
    }

    [Fact]
    public void A_reply_to_head_has_no_body_whatever_its_length_says() => Assert.Empty(ReplyParser.Parse(
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"u8, ended: false, headRequest: true)!.Body.ToArray());

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nHTTP/1.1")]
    public void A_connection_said_to_close_or_carrying_more_than_was_asked_is_not_used_again(string text) =>
        Assert.False(ReplyParser.Parse(Encoding.Latin1.GetBytes(text), ended: false, headRequest: false)!.KeepAlive);

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n", "not an HTTP/1.1 status line: 'SSH-2.0-OpenSSH_9.2'")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "not a header: 'no colon'")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "content length '-1' is not 0 to 1048576")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n", "content length '9999999' is not 0 to 1048576")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", "transfer encoding 'gzip' is not understood")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", "not a chunk size: 'xyz'")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabcd\r\n", "a chunk is longer than its size says")]
    public void What_is_no_reply_is_refused_with_the_reason(string text, string reason)
    {
        var failure = Assert.Throws<InvalidDataException>(
            () => ReplyParser.Parse(Encoding.Latin1.GetBytes(text), ended: false, headRequest: false));

        Assert.Equal(reason, failure.Message);
    }

    [Fact]
    public void A_reply_that_never_ends_is_refused_at_one_mebibyte()
    {
        var endless = new byte[ReplyParser.MostBytes + 1];

        Assert.Equal("reply exceeds 1048576 bytes", Assert.Throws<InvalidDataException>(
            () => ReplyParser.Parse(endless, ended: false, headRequest: false)).Message);
    }
}
