using System.Net;
using System.Net.Sockets;

namespace Lab.Control.Backing;

/// <summary>Asks Redis with PING; only <c>+PONG</c> counts, since a server that still loads answers an error.</summary>
internal static class RedisProbe
{
    public static async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            await socket.SendAsync("PING\r\n"u8.ToArray(), cancellationToken);
            var answer = new byte[5];
            var count = await socket.ReceiveAsync(answer, cancellationToken);
            return answer.AsSpan(0, count).SequenceEqual("+PONG"u8);
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
