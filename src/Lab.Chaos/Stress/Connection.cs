using System.Net;
using System.Net.Sockets;

namespace Lab.Chaos.Stress;

/// <summary>One TCP connection to the target, used for one request at a time.</summary>
internal sealed class Connection : IDisposable
{
    private readonly Socket _socket;
    private byte[] _received = new byte[4096];

    private Connection(Socket socket) => _socket = socket;

    /// <summary>
    /// True when the peer neither closed nor sent anything. Between requests a reply is owed to nobody, so anything readable
    /// (end of stream included) means that this connection must not be used.
    /// </summary>
    public bool IsQuiet
    {
        get
        {
            try
            {
                return !_socket.Poll(TimeSpan.Zero, SelectMode.SelectRead);
            }
            catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
            {
                return false;
            }
        }
    }

    public static async ValueTask<Connection> OpenAsync(Uri target, CancellationToken cancellationToken)
    {
        // Nagle would hold the last bytes back until the server has acknowledged the staged ones.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new DnsEndPoint(target.IdnHost, target.Port), cancellationToken);
            return new Connection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Blocks only when the socket's buffer is full. Allocates nothing.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[_socket.Send(bytes)..];
        }
    }

    /// <exception cref="InvalidDataException">The reply is malformed, too large, or was cut short.</exception>
    /// <exception cref="SocketException">The connection was reset.</exception>
    public async Task<Reply> ReceiveAsync(bool headRequest, CancellationToken cancellationToken)
    {
        for (var length = 0; ;)
        {
            if (length == _received.Length)
            {
                Array.Resize(ref _received, 2 * length);
            }

            var count = await _socket.ReceiveAsync(_received.AsMemory(length), cancellationToken);
            length += count;
            if (ReplyParser.Parse(_received.AsSpan(0, length), ended: count == 0, headRequest) is { } reply)
            {
                return reply;
            }
        }
    }

    public void Dispose() => _socket.Dispose();
}
