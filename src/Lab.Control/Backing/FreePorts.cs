using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Lab.Contracts;

namespace Lab.Control.Backing;

/// <summary>
/// Free loopback ports. Taken below the range from which systems draw the local ports of outgoing connections (32768 on Linux, 49152
/// elsewhere): a volley opens hundreds of those, and one of them could sit on the port of a server that is just being restarted.
/// </summary>
internal static class FreePorts
{
    private const int First = 20000;
    private const int End = 32000;
    private const int Attempts = 200;

    /// <summary>A port that nobody listens on now. Drawn at random, so that labs starting together do not meet.</summary>
    public static int Take()
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(First, End);
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new LabException($"No free port on 127.0.0.1 among {Attempts} tried between {First} and {End}. End what holds them: ss -ltnp");
    }

    /// <summary>Whether a server could listen on it.</summary>
    public static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // As servers do: connections of an earlier server that are still closing are no obstacle.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: !OperatingSystem.IsWindows());
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen(1);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
