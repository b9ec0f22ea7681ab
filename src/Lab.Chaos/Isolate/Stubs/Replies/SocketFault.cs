using System.Diagnostics;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Lab.Chaos.Isolate.Stubs.Replies;

/// <summary>Breaks the connection of a request for real: on its socket, below the server.</summary>
internal static class SocketFault
{
    // Whoever is sent the end of a stream closes its side soon; a client that does not must not keep the connection.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // No chunk begins like this: its first line must be a length in hexadecimal digits.
    private static readonly byte[] Malformed = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz, no length of a chunk\r\n"u8.ToArray();

    private static readonly byte[] Garbage = [0x9d, 0x01, 0xfe, 0x5a, .. "lab: neither a status line nor anything else of HTTP"u8, 0x00, 0xc3, 0x28];

    public static async Task StrikeAsync(HttpContext context, StubFault fault, TimeProvider time)
    {
        var socket = context.Features.Get<IConnectionSocketFeature>()?.Socket
            ?? throw new UnreachableException("The socket transport, the only one in use, always tells its socket.");
        if (fault == StubFault.ConnectionResetByPeer)
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            socket.Close();
            context.Abort();
            return;
        }

        var bytes = fault switch
        {
            StubFault.EmptyResponse => [],
            StubFault.MalformedResponseChunk => Malformed,
            StubFault.RandomDataThenClose => Garbage,
            _ => throw new UnreachableException($"{fault} is no fault."),
        };
        try
        {
            await socket.SendAsync(bytes, context.RequestAborted);

            // Half closed first: a connection that is aborted at once is reset, and what is under way on it may be lost.
            socket.Shutdown(SocketShutdown.Send);
            await Task.Delay(Patience, time, context.RequestAborted);
        }
        catch (Exception gone) when (gone is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The client has closed its side, which is what was waited for.
        }

        context.Abort();
    }
}
