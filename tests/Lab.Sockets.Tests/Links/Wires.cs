using System.Net.Sockets;

namespace Lab.Sockets.Tests.Links;

/// <summary>What tests do with a socket.</summary>
internal static class Wires
{
    /// <summary>For what must happen: long enough for a machine that was stopped in between.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>For what must not happen: it cannot within this time, as the toxics of the tests last for hours.</summary>
    public static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(80);

    public static async Task SendAllAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, cancellationToken)..];
        }
    }

    public static async Task<byte[]> ReceiveAsync(Socket socket, int count)
    {
        var bytes = new byte[count];
        for (var got = 0; got < count;)
        {
            var more = await socket.ReceiveAsync(bytes.AsMemory(got));
            got += more > 0 ? more : throw new EndOfStreamException($"The connection ended after {got} of {count} bytes.");
        }

        return bytes;
    }

    /// <summary>Sends some bytes and gets them back.</summary>
    public static async Task EchoAsync(Socket socket)
    {
        byte[] sent = [.. Enumerable.Range(0, 64).Select(n => (byte)n)];
        await SendAllAsync(socket, sent, CancellationToken.None);
        Assert.Equal(sent, await ReceiveAsync(socket, sent.Length));
    }

    /// <summary>Waits until the peer has ended the connection, one way or another.</summary>
    public static async Task<SocketError> EndAsync(Socket socket)
    {
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer) > 0)
            {
                // What came before the end does not matter here.
            }

            return SocketError.Success;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode;
        }
    }
}
