using System.Buffers;
using System.Net.Sockets;

namespace Lab.Hosting.Running;

/// <summary>
/// Copies between two sockets until both directions have ended. An end (FIN) is passed on as an end of that direction alone; a reset is
/// passed on as a reset, so that a client sees a broken connection when a replica is killed. One buffer per direction, none per chunk.
/// </summary>
internal static class SocketRelay
{
    private const int BufferBytes = 16 * 1024;

    public static async Task RunAsync(Socket client, Socket replica)
    {
        await Task.WhenAll(CopyAsync(client, replica), CopyAsync(replica, client));
        client.Dispose();
        replica.Dispose();
    }

    /// <summary>Closes with RST instead of FIN.</summary>
    public static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is closed already.
        }

        socket.Dispose();
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            while (await from.ReceiveAsync(buffer.AsMemory(), CancellationToken.None) is > 0 and var count)
            {
                for (var sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), CancellationToken.None);
                }
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            Reset(from);
            Reset(to);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
