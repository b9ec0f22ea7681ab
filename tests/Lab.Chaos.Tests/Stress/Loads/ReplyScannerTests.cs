using System.Text;
using Lab.Chaos.Stress;
using Lab.Chaos.Stress.Loads;

namespace Lab.Chaos.Tests.Stress.Loads;

/// <summary>The quick way to read a reply agrees with the thorough one.</summary>
public sealed class ReplyScannerTests
{
    public static TheoryData<string> Replies =>
    [
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 201 Created\r\nlab-received: 17\r\nLAB-FIRST-READ: 18\r\nLab-Replica: inventory-2\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 409 Conflict\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n",
        "HTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
    ];

    public static TheoryData<string> Odd =>
    [
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=1\r\nabc\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\nuntil the end",
        "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n",
        "SSH-2.0-OpenSSH\r\n\r\n",
    ];

    [Theory]
    [MemberData(nameof(Replies))]
    public void A_usual_reply_is_read_as_the_parser_reads_it(string reply)
    {
        var bytes = Encoding.Latin1.GetBytes(reply);

        Assert.Equal(ReplyScanner.Result.Whole, ReplyScanner.Scan(bytes, out var scanned));

        var parsed = ReplyParser.Parse(bytes, ended: false, headRequest: false)!;
        Assert.Equal(
            (parsed.Status, parsed.KeepAlive, parsed.Stamp("Lab-Received"), parsed.Stamp("Lab-First-Read"), parsed.Headers.GetValueOrDefault("Lab-Replica", "")),
            (scanned.Status, scanned.KeepAlive, scanned.Received, scanned.FirstRead, reply.Substring(scanned.Replica.From, scanned.Replica.Length)));
    }

    [Theory]
    [MemberData(nameof(Replies))]
    public void A_reply_cut_short_anywhere_is_not_whole(string reply) => Assert.All(
        Enumerable.Range(0, reply.Length),
        length => Assert.Equal(ReplyScanner.Result.Partial, ReplyScanner.Scan(Encoding.Latin1.GetBytes(reply[..length]), out _)));

    [Theory]
    [MemberData(nameof(Odd))]
    public void What_is_unusual_is_left_to_the_parser(string reply) =>
        Assert.Equal(ReplyScanner.Result.Unusual, ReplyScanner.Scan(Encoding.Latin1.GetBytes(reply), out _));

    [Fact]
    public void Bytes_after_a_reply_end_the_use_of_its_connection()
    {
        ReplyScanner.Scan("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP"u8, out var scanned);

        Assert.False(scanned.KeepAlive);
    }
}
