using System.Net.Sockets;
using Lab.Chaos.Links.Polling;

namespace Lab.Chaos.Links;

/// <summary>One of the two sockets of a connection, and what is waited for on it.</summary>
internal sealed class Wire(Socket socket, int number, IPoller poller)
{
    private Interest _interest;

    public Socket Socket { get; } = socket;

    public int Number { get; } = number;

    /// <summary>Reset by its peer, or failed otherwise; nothing can be read or written any more.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>
    /// Asks to be told. A socket that nothing is asked of is not watched at all: one whose two directions are over reports that again and again.
    /// </summary>
    public void Wait(Interest interest)
    {
        if (interest == _interest)
        {
            return;
        }

        if (_interest is Interest.None)
        {
            poller.Add(Socket, Number, interest);
        }
        else if (interest is Interest.None)
        {
            poller.Remove(Socket, Number);
        }
        else
        {
            poller.Change(Socket, Number, interest);
        }

        _interest = interest;
    }

    public void Break()
    {
        IsBroken = true;
        Wait(Interest.None);
    }

    /// <summary>Sends an end (FIN); what was sent before arrives first.</summary>
    public void End()
    {
        try
        {
            Socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The peer has broken it in the meantime, which is the end too.
        }
    }

    /// <summary>Closes it: with an end where both directions were over or it is empty, else as the system does.</summary>
    public void Close()
    {
        Wait(Interest.None);
        Socket.Dispose();
    }

    /// <summary>Closes it with a reset (RST).</summary>
    public void Reset()
    {
        Wait(Interest.None);
        Reset(Socket);
    }

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
}
