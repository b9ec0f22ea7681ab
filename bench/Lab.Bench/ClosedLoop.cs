using System.Net.Sockets;
using System.Text;

namespace Lab.Bench;

/// <summary>A fixed number of connections, each sending its next request as soon as the reply is there; as cheap as a client can be.</summary>
internal static class ClosedLoop
{
    private const string Body = """{"buyerId":"buyer-1","eventId":"event-1","quantity":1}""";

    private static readonly byte[] Request = Encoding.ASCII.GetBytes(
        $"POST /payments HTTP/1.1\r\nHost: stub\r\nContent-Type: application/json\r\nIdempotency-Key: a-1-1\r\nContent-Length: {Body.Length}\r\n\r\n{Body}");

    /// <returns>Requests answered within the time.</returns>
    public static async Task<long> RunAsync(Uri url, int connections, TimeSpan length)
    {
        var end = TimeProvider.System.GetTimestamp() + (long)(length.TotalSeconds * TimeProvider.System.TimestampFrequency);
        return (await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => LoopAsync(url, end)))).Sum();
    }

    private static async Task<long> LoopAsync(Uri url, long end)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(url.Host, url.Port);
        var buffer = new byte[4096];
        long requests = 0;
        while (TimeProvider.System.GetTimestamp() < end)
        {
            await socket.SendAsync(Request);
            var read = 0;
            while (!IsWhole(buffer.AsSpan(0, read)))
            {
                read += await socket.ReceiveAsync(buffer.AsMemory(read)) is > 0 and var more ? more
                    : throw new InvalidOperationException($"{url} closed a connection in the middle of a reply");
            }

            requests++;
        }

        return requests;
    }

    // Both servers send {"status":"accepted"} with its length, so a reply ends with its brace.
    private static bool IsWhole(ReadOnlySpan<byte> reply) => reply.EndsWith("\"accepted\"}"u8);
}
