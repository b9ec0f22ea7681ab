using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Lab.Control.Backing;

/// <summary>
/// Asks PostgreSQL for a session, as pg_isready does: a start-up message, answered by 'R' (authentication) once the server accepts
/// and by 'E' (error, "the database system is starting up") before.
/// </summary>
internal static class PostgresProbe
{
    private const int ProtocolVersion3 = 3 << 16;

    public static async Task<bool> AnswersAsync(int port, string database, CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            await socket.SendAsync(StartupMessage(database), cancellationToken);
            var answer = new byte[1];
            return await socket.ReceiveAsync(answer, cancellationToken) == 1 && answer[0] == 'R';
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // Int32 length (itself included), Int32 protocol, then name\0value\0 pairs and a closing zero.
    private static byte[] StartupMessage(string database)
    {
        var pairs = Encoding.ASCII.GetBytes($"user\0postgres\0database\0{database}\0application_name\0lab health\0\0");
        var message = new byte[8 + pairs.Length];
        BinaryPrimitives.WriteInt32BigEndian(message, message.Length);
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(4), ProtocolVersion3);
        pairs.CopyTo(message, 8);
        return message;
    }
}
