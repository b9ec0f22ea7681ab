using System.Net.Sockets;

namespace Lab.Chaos.Stress;

/// <summary>One request on its way: filled in by whoever opens, sends and reads, in that order and never at the same time.</summary>
internal sealed class Exchange(PreparedRequest request)
{
    private int _staged;

    public PreparedRequest Request => request;

    /// <summary>Null until opened, and where opening failed.</summary>
    public Connection? Connection { get; set; }

    public long Scheduled { get; set; }

    public long Sent { get; private set; }

    /// <summary>Why the last byte never went; null when it did.</summary>
    public string? NeverSent { get; private set; }

    public void FailToOpen(string error) => NeverSent = error;

    /// <summary>
    /// Sends everything before the line feed that ends the header. Servers start a request when its header is complete, so holding back
    /// only the last byte of the body would let them in early: time stamps, spans and per-request set-up would happen before the release.
    /// </summary>
    public void Stage()
    {
        _staged = request.Bytes.Span.IndexOf("\r\n\r\n"u8) + 3;
        Send(request.Bytes.Span[.._staged]);
    }

    /// <summary>Sends what is not staged. Stamped before the call: on another core the server may already act before it returns.</summary>
    public void SendRest(TimeProvider time)
    {
        Sent = time.Nanoseconds();
        if (NeverSent is null)
        {
            Send(request.Bytes.Span[_staged..]);
        }
    }

    private void Send(ReadOnlySpan<byte> bytes)
    {
        try
        {
            Connection!.Send(bytes);
        }
        catch (SocketException failure)
        {
            NeverSent = $"send: {failure.SocketErrorCode}";
        }
    }
}
