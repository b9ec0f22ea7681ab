using System.Net;
using System.Net.Sockets;
using Lab.Chaos.Links.Polling;
using Lab.Contracts;

namespace Lab.Chaos.Links;

/// <summary>
/// The address of a link. While it refuses, its port stays its own: on Linux a listening socket that is shut down answers new connections as
/// a closed port does, and listens again when asked to. Elsewhere connections are accepted and reset.
/// </summary>
internal sealed class Listener : IDisposable
{
    /// <summary>Of the listener in the poller.</summary>
    public const int Number = 0;

    // A volley of hundreds arrives within a millisecond.
    private const int Backlog = 4096;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
    private readonly IPoller _poller;
    private bool _watched;

    /// <exception cref="LabException">The port is taken.</exception>
    public Listener(int port, IPoller poller)
    {
        _poller = poller;
        _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: !OperatingSystem.IsWindows());
        try
        {
            _socket.Bind(new IPEndPoint(IPAddress.Loopback, port > 0 ? port : Free()));
            _socket.Listen(Backlog);
        }
        catch (SocketException taken)
        {
            _socket.Dispose();
            throw new LabException(
                $"The link cannot listen on 127.0.0.1:{port}: {taken.Message}. Give another port: --listen {port + 1}, or leave it out for one that is free.", taken);
        }

        Port = ((IPEndPoint)_socket.LocalEndPoint!).Port;
        Watch(true);
    }

    public int Port { get; }

    /// <summary>Whether nobody is let in.</summary>
    public bool Refuses { get; private set; }

    public void Refuse(bool refuse)
    {
        if (refuse == Refuses)
        {
            return;
        }

        Refuses = refuse;
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        if (refuse)
        {
            Watch(false);   // it would report that it is shut down, again and again
            _socket.Shutdown(SocketShutdown.Receive);
        }
        else
        {
            _socket.Listen(Backlog);
            Watch(true);
        }
    }

    /// <summary>No more connections until asked for them again: the process has no handle left.</summary>
    public void Watch(bool watch)
    {
        if (watch == _watched)
        {
            return;
        }

        _watched = watch;
        if (watch)
        {
            _poller.Add(_socket, Number, Interest.Read);
        }
        else
        {
            _poller.Remove(_socket, Number);
        }
    }

    /// <summary>Whether one more waits; a look costs less than the exception that an empty queue makes.</summary>
    public bool HasMore => _socket.Poll(0, SelectMode.SelectRead);

    /// <summary>The next connection; null when it left in the meantime.</summary>
    /// <exception cref="SocketException">No handle is left.</exception>
    public Socket? Accept()
    {
        try
        {
            var client = _socket.Accept();
            if (Refuses)
            {
                Wire.Reset(client);
                return null;
            }

            (client.Blocking, client.NoDelay) = (false, true);
            return client;
        }
        catch (SocketException e) when (e.SocketErrorCode is not (SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable))
        {
            return null;
        }
    }

    // Linux takes a port that it chose itself away again when the listener is shut down; one that was asked for stays.
    private static int Free()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }

    public void Dispose()
    {
        Watch(false);
        _socket.Dispose();
    }
}
