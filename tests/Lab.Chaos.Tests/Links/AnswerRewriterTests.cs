using System.Text;
using Lab.Chaos.Links.Http;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Links;

/// <summary>Answers before and after, as they are on the wire; each is also sent byte by byte, which must change nothing.</summary>
public sealed class AnswerRewriterTests
{
    private const string Get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private const string Ok = "HTTP/1.1 200 OK\r\nDate: now\r\nContent-Length: 4\r\n\r\nfine";

    [Theory]
    [InlineData(Get, Ok, "HTTP/1.1 503 Service Unavailable\r\nDate: now\r\nContent-Length: 4\r\n\r\nfine")]
    [InlineData(Get, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\nfine\r\n0\r\nT: 1\r\n\r\n", "HTTP/1.1 503 Service Unavailable\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\nfine\r\n0\r\nT: 1\r\n\r\n")]
    [InlineData("HEAD / HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n", "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\n\r\n")]
    [InlineData(Get, "HTTP/1.1 204 No Content\r\nDate: now\r\n\r\n", "HTTP/1.1 503 Service Unavailable\r\nDate: now\r\nContent-Length: 0\r\n\r\n")]
    [InlineData(Get, "HTTP/1.1 304 Not Modified\r\nContent-Length: 99\r\n\r\n", "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n")]
    [InlineData(Get, "HTTP/1.1 100 Continue\r\n\r\n" + Ok, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 503 Service Unavailable\r\nDate: now\r\nContent-Length: 4\r\n\r\nfine")]
    [InlineData(Get, "HTTP/1.1 101 Switching Protocols\r\n\r\n\u0001\u0002", "HTTP/1.1 101 Switching Protocols\r\n\r\n\u0001\u0002")]
    [InlineData("CONNECT a:1 HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 tunnelled", "HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 tunnelled")]
    [InlineData(Get, "HTTP/1.0 200 OK\r\n\r\nuntil the end", "HTTP/1.0 503 Service Unavailable\r\n\r\nuntil the end")]
    [InlineData("PING\r\n", "+PONG\r\n", "+PONG\r\n")]
    [InlineData(Get + Get, Ok + Ok, "HTTP/1.1 503 Service Unavailable\r\nDate: now\r\nContent-Length: 4\r\n\r\nfineHTTP/1.1 503 Service Unavailable\r\nDate: now\r\nContent-Length: 4\r\n\r\nfine")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 20\r\n\r\nHEAD / HTTP/1.1\r\n\r\n " + Get, Ok + Ok, "HTTP/1.1 503 Service Unavailable\r\nDate: now\r\nContent-Length: 4\r\n\r\nfineHTTP/1.1 503 Service Unavailable\r\nDate: now\r\nContent-Length: 4\r\n\r\nfine")]
    public void Another_status_leaves_the_framing_right(string requests, string answers, string expected) =>
        Same(new AnswerChange([503], Body: null, ContentType: null), requests, answers, expected);

    [Theory]
    [InlineData(Get, Ok, "HTTP/1.1 503 Service Unavailable\r\nDate: now\r\nContent-Length: 5\r\nContent-Type: text/plain\r\n\r\nsorry")]
    [InlineData(Get, "HTTP/1.1 200 OK\r\nContent-Type: a/b\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n" + Ok, "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 5\r\nContent-Type: text/plain\r\n\r\nsorry" + Ok)]
    [InlineData("HEAD / HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n", "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 5\r\nContent-Type: text/plain\r\n\r\n")]
    [InlineData(Get, "HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 5\r\nContent-Type: text/plain\r\n\r\nsorry")]
    [InlineData(Get, "HTTP/1.1 200 OK\r\n\r\nuntil the end", "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 5\r\nContent-Type: text/plain\r\n\r\nsorry")]
    public void Another_body_takes_the_place_of_the_old_one(string requests, string answers, string expected) =>
        Same(new AnswerChange([503], "sorry"u8.ToArray(), "text/plain"), requests, answers, expected);

    [Fact]
    public void A_status_without_a_body_has_none() => Same(
        new AnswerChange([204], Body: null, ContentType: null), Get, Ok, "HTTP/1.1 204 No Content\r\nDate: now\r\n\r\n");

    [Fact]
    public void Healed_in_the_middle_of_an_answer_it_finishes_that_one_first()
    {
        var (requests, rewriter) = Rewriter(new AnswerChange([503], "sorry"u8.ToArray(), ContentType: null));
        requests.Watch(Encoding.ASCII.GetBytes(Get + Get));
        var first = Text(rewriter.Rewrite("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfi"u8));
        Assert.False(rewriter.IsIdle);

        rewriter.Heal();

        Assert.Equal("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 5\r\n\r\nsorry", first);
        Assert.Equal("", Text(rewriter.Rewrite("ne"u8)));
        Assert.True(rewriter.IsIdle);
        Assert.Equal(Ok, Text(rewriter.Rewrite(Encoding.ASCII.GetBytes(Ok))));
    }

    [Fact]
    public void An_answer_that_was_under_way_when_it_came_passes_as_it_is()
    {
        var (_, rewriter) = Rewriter(new AnswerChange([503], Body: null, ContentType: null));

        Assert.Equal("rest of a body", Text(rewriter.Rewrite("rest of a body"u8)));
    }

    private static void Same(AnswerChange change, string requests, string answers, string expected)
    {
        foreach (var piece in new[] { 1, 7, int.MaxValue })
        {
            var (watch, rewriter) = Rewriter(change);
            watch.Watch(Encoding.ASCII.GetBytes(requests));
            var text = new StringBuilder();
            foreach (var part in Encoding.ASCII.GetBytes(answers).Chunk(Math.Min(piece, answers.Length)))
            {
                text.Append(Text(rewriter.Rewrite(part)));
            }

            Assert.Equal(expected, text.ToString());
        }
    }

    private static (RequestWatch Requests, AnswerRewriter Rewriter) Rewriter(AnswerChange change)
    {
        var requests = new RequestWatch();
        return (requests, new AnswerRewriter(requests, change, new Seed(1).Stream("codes")));
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.ASCII.GetString(bytes);
}
