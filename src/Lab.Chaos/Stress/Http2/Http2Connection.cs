using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Lab.Contracts;

namespace Lab.Chaos.Stress.Http2;

/// <summary>One HTTP/2 connection over cleartext by prior knowledge, used for one volley after the other.</summary>
internal sealed class Http2Connection : IDisposable
{
    private const int DefaultStreams = 100;
    private const int DefaultWindow = 65_535;

    private static readonly TimeSpan GreetingLimit = TimeSpan.FromSeconds(5);

    private readonly Socket _socket;
    private readonly TimeProvider _time;
    private byte[] _received = new byte[64 * 1024];
    private int _length;
    private int _nextStream = 1;

    private Http2Connection(Socket socket, TimeProvider time) => (_socket, _time) = (socket, time);

    /// <summary>Streams that the server lets be open at once.</summary>
    public int MostStreams { get; private set; } = DefaultStreams;

    /// <summary>Bytes of a body that a stream may carry unasked.</summary>
    public int StreamWindow { get; private set; } = DefaultWindow;

    /// <summary>False when the peer has closed or said goodbye: no volley may be staged on it.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <exception cref="LabException">Nobody accepts the connection, or whoever does speaks no HTTP/2 here.</exception>
    public static async Task<Http2Connection> OpenAsync(Uri target, TimeProvider time, CancellationToken cancellationToken)
    {
        var connection = new Http2Connection(new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }, time);
        using var limit = new CancellationTokenSource(GreetingLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await connection._socket.ConnectAsync(new DnsEndPoint(target.IdnHost, target.Port), either.Token);
            var greeting = new ArrayBufferWriter<byte>();
            Frames.WriteGreeting(greeting);
            connection.Send(greeting.WrittenSpan);
            await connection.ReadSettingsAsync(target, either.Token);
            return connection;
        }
        catch (Exception failure)
        {
            connection.Dispose();
            throw failure switch
            {
                SocketException socket when socket.SocketErrorCode is SocketError.ConnectionReset => SpeaksNone(target, "it reset the connection"),
                SocketException socket => new LabException($"Nothing accepts connections at {target} (connect: {socket.SocketErrorCode}). "
                    + "Start the system first (lab up), or correct its address under target in scenario.yaml.", socket),
                OperationCanceledException when !cancellationToken.IsCancellationRequested => SpeaksNone(target, $"no answer within {GreetingLimit.TotalSeconds:0} s"),
                _ => failure,
            };
        }
    }

    /// <summary>Opens a stream for each, with everything sent but its last frame.</summary>
    public void Stage(IReadOnlyList<Http2Exchange> exchanges)
    {
        var ahead = new ArrayBufferWriter<byte>();
        foreach (var exchange in exchanges)
        {
            exchange.Stream = _nextStream;
            _nextStream += 2;
            exchange.Stage(ahead);
        }

        Send(ahead.WrittenSpan);
    }

    /// <summary>The last frames of all streams, to be sent in one write.</summary>
    public static byte[] Rest(IReadOnlyList<Http2Exchange> exchanges)
    {
        var rest = new ArrayBufferWriter<byte>();
        foreach (var exchange in exchanges)
        {
            exchange.Rest(rest);
        }

        return rest.WrittenSpan.ToArray();
    }

    public void Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[_socket.Send(bytes)..];
        }
    }

    /// <summary>Reads until every stream has ended; whatever ends the connection first is told to those that are left.</summary>
    public async Task ReadAsync(IReadOnlyList<Http2Exchange> exchanges, CancellationToken cancellationToken)
    {
        var byStream = exchanges.ToDictionary(exchange => exchange.Stream);
        var heads = new Heads();
        try
        {
            while (exchanges.Any(exchange => !exchange.IsOver))
            {
                if (!Understand(byStream, heads) && !await ReceiveAsync(cancellationToken))
                {
                    throw new InvalidDataException("closed before the reply was complete");
                }
            }
        }
        catch (Exception failure) when (failure is SocketException or InvalidDataException)
        {
            IsOpen = false;
            var why = failure is SocketException socket ? $"receive: {socket.SocketErrorCode}" : $"receive: {failure.Message}";
            foreach (var exchange in exchanges)
            {
                exchange.Fail(Conclusion.NoReply(why), _time.Nanoseconds());
            }
        }
        catch (OperationCanceledException)
        {
            IsOpen = false;   // streams are still open on it
            throw;
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task ReadSettingsAsync(Uri target, CancellationToken cancellationToken)
    {
        while (true)
        {
            var at = 0;
            if (_length >= Frames.HeadLength && _received[3] != Frames.Settings)
            {
                var text = Encoding.Latin1.GetString(_received, 0, Math.Min(_length, 200)).Split('\r')[0];
                throw SpeaksNone(target, text.StartsWith("HTTP/", StringComparison.Ordinal) ? $"it answered '{text}'" : "it turned the greeting away");
            }

            if (Frames.Read(_received.AsMemory(0, _length), ref at) is { } frame)
            {
                Serve(frame, []);
                Consume(at);
                return;
            }

            if (!await ReceiveAsync(cancellationToken))
            {
                throw SpeaksNone(target, "it closed the connection");
            }
        }
    }

    private async ValueTask<bool> ReceiveAsync(CancellationToken cancellationToken)
    {
        if (_length == _received.Length)
        {
            Array.Resize(ref _received, 2 * _length);
        }

        var count = await _socket.ReceiveAsync(_received.AsMemory(_length), cancellationToken);
        _length += count;
        return count > 0;
    }

    /// <summary>Takes every whole frame that was received; false when there was none.</summary>
    private bool Understand(Dictionary<int, Http2Exchange> byStream, Heads heads)
    {
        var (at, any, credit) = (0, false, 0);
        var now = _time.Nanoseconds();
        while (Frames.Read(_received.AsMemory(0, _length), ref at) is { } frame)
        {
            any = true;
            var known = byStream.GetValueOrDefault(frame.Stream);
            switch (frame.Type)
            {
                case Frames.Headers or Frames.Continuation:
                    if (heads.Add(frame) is { } block)
                    {
                        known?.Take(HeaderBlock.Read(block.Bytes.Span), default, block.Ends, now);
                    }

                    break;
                case Frames.Data:
                    credit += frame.Payload.Length;
                    known?.Take(null, frame.Content, frame.Has(Frames.EndStream), now);
                    break;
                case Frames.ResetStream:
                    var code = BinaryPrimitives.ReadUInt32BigEndian(frame.Payload.Span);
                    known?.Fail(code == Frames.RefusedStream ? Conclusion.NeverSent("stream refused") : Conclusion.NoReply($"stream reset, code {code}"), now);
                    break;
                default:
                    Serve(frame, byStream.Values);
                    break;
            }
        }

        Consume(at);
        if (credit > 0)
        {
            Span<byte> window = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(window, credit);
            Answer(Frames.WindowUpdate, 0, window);
        }

        return any;
    }

    private void Serve(in Frame frame, IReadOnlyCollection<Http2Exchange> open)
    {
        switch (frame.Type)
        {
            case Frames.Settings when !frame.Has(Frames.Ack):
                for (var at = 0; at + 6 <= frame.Payload.Length; at += 6)
                {
                    var value = (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32BigEndian(frame.Payload.Span[(at + 2)..]));
                    switch (BinaryPrimitives.ReadInt16BigEndian(frame.Payload.Span[at..]))
                    {
                        case Frames.MaxConcurrentStreams:
                            MostStreams = Math.Max(1, value);
                            break;
                        case Frames.InitialWindowSize:
                            StreamWindow = value;
                            break;
                    }
                }

                Answer(Frames.Settings, Frames.Ack, []);
                break;
            case Frames.Ping when !frame.Has(Frames.Ack):
                Answer(Frames.Ping, Frames.Ack, frame.Payload.Span);
                break;
            case Frames.GoAway:
                IsOpen = false;
                var last = BinaryPrimitives.ReadInt32BigEndian(frame.Payload.Span) & int.MaxValue;
                foreach (var exchange in open.Where(exchange => exchange.Stream > last))
                {
                    // RFC 9113, 6.8: streams above the last one were not and will not be processed.
                    exchange.Fail(Conclusion.NeverSent("the server said goodbye first"), _time.Nanoseconds());
                }

                break;
        }
    }

    private void Answer(int type, byte flags, ReadOnlySpan<byte> payload)
    {
        var answer = new ArrayBufferWriter<byte>();
        Frames.Write(answer, type, flags, 0, payload);
        Send(answer.WrittenSpan);
    }

    private void Consume(int count)
    {
        Buffer.BlockCopy(_received, count, _received, 0, _length - count);
        _length -= count;
    }

    private static LabException SpeaksNone(Uri target, string why) => new(
        $"{target} does not speak HTTP/2 without TLS: {why}. A plain port of Kestrel speaks it only where its protocols are Http2 alone; "
        + "give such an endpoint under target in scenario.yaml, or take out --http 2.");

    /// <summary>Puts header blocks together that came in several frames; nothing else may come between those.</summary>
    private sealed class Heads
    {
        private readonly ArrayBufferWriter<byte> _block = new();
        private bool _ends;

        public (ReadOnlyMemory<byte> Bytes, bool Ends)? Add(in Frame frame)
        {
            if (frame.Type == Frames.Headers)
            {
                _block.ResetWrittenCount();
                _ends = frame.Has(Frames.EndStream);
            }

            _block.Write(frame.Type == Frames.Headers ? frame.Content.Span : frame.Payload.Span);
            return frame.Has(Frames.EndHeaders) ? (_block.WrittenMemory, _ends) : null;
        }
    }
}
