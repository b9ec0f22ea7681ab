using System.Net;
using System.Net.Http.Headers;
using System.Threading.Channels;
using Lab.Chaos.Collect.Receiving;

namespace Lab.Chaos.Collect.Relaying;

/// <summary>
/// Forwards export calls, byte for byte, to a dashboard:
/// <code>intake -> bounded queue -> one loop -> POST; full queue -> dropped and counted</code>
/// A dashboard that hangs or is gone holds up nobody.
/// </summary>
internal sealed class Relay : IAsyncDisposable
{
    /// <summary>Calls that may wait.</summary>
    public const int Capacity = 256;

    /// <summary>Bytes that may wait.</summary>
    public const long MostBytes = 32L * 1024 * 1024;

    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(10);

    private readonly RelayTarget _target;
    private readonly CollectorCounts _counts;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly Channel<Received> _waiting = Channel.CreateBounded<Received>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly CancellationTokenSource _end = new();
    private readonly Task _loop;
    private long _bytes;
    private int _pending;

    public Relay(RelayTarget target, CollectorCounts counts, TimeProvider time)
    {
        (_target, _counts, _time) = (target, counts, time);

        // Without a propagator the client makes no spans of its own: a relay that traced itself would never be done.
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null }) { Timeout = CallLimit };
        _loop = ForwardAsync();
    }

    /// <summary>Takes a call, or drops it when too much waits. Never waits itself.</summary>
    public void Send(Received received)
    {
        // Counted before the loop can see it, so that neither number is ever too low.
        Interlocked.Increment(ref _pending);
        var bytes = Interlocked.Add(ref _bytes, received.Body.Length);
        if (bytes > MostBytes || (_target.IsGrpc && received.IsJson) || !_waiting.Writer.TryWrite(received))
        {
            Interlocked.Add(ref _bytes, -received.Body.Length);
            Interlocked.Decrement(ref _pending);
            _counts.RelayDropped();
        }
    }

    /// <summary>Done when all that was taken so far has been forwarded, or after a few seconds.</summary>
    public async Task DrainAsync()
    {
        var started = _time.GetTimestamp();
        while (Volatile.Read(ref _pending) > 0 && _time.GetElapsedTime(started) < DrainLimit)
        {
            await Task.Delay(LookEvery, _time, CancellationToken.None);
        }
    }

    /// <summary>Forwards what waits, for a few seconds at most.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_waiting.Writer.TryComplete())
        {
            return;
        }

        try
        {
            await _loop.WaitAsync(FarewellLimit, _time);
        }
        catch (TimeoutException)
        {
            await _end.CancelAsync();
            await _loop;
        }

        _http.Dispose();
        _end.Dispose();
    }

    private async Task ForwardAsync()
    {
        await foreach (var received in _waiting.Reader.ReadAllAsync(CancellationToken.None))
        {
            Interlocked.Add(ref _bytes, -received.Body.Length);
            try
            {
                using var message = _target.IsGrpc ? Grpc(received) : Http(received);
                using var reply = await _http.SendAsync(message, _end.Token);
                if (reply.IsSuccessStatusCode && (!_target.IsGrpc || IsTaken(reply)))
                {
                    _counts.Relayed();
                }
                else
                {
                    _counts.RelayFailed();
                }
            }
            catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or IOException)
            {
                _counts.RelayFailed();
            }
            finally
            {
                Interlocked.Decrement(ref _pending);
            }
        }
    }

    private HttpRequestMessage Http(Received received)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, new Uri(_target.Endpoint, received.Path)) { Content = new ReadOnlyMemoryContent(received.Body) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue(received.ContentType);
        if (received.IsGzip)
        {
            message.Content.Headers.ContentEncoding.Add(Received.Gzip);
        }

        return WithHeaders(message);
    }

    private HttpRequestMessage Grpc(Received received)
    {
        var framed = new byte[GrpcFrame.HeaderBytes + received.Body.Length];
        GrpcFrame.Header(received.Body.Length, received.IsGzip).CopyTo(framed, 0);
        received.Body.CopyTo(framed.AsMemory(GrpcFrame.HeaderBytes));
        var message = new HttpRequestMessage(HttpMethod.Post, new Uri(_target.Endpoint, received.GrpcPath))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(framed),
        };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        message.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        if (received.IsGzip)
        {
            message.Headers.TryAddWithoutValidation("grpc-encoding", Received.Gzip);
        }

        return WithHeaders(message);
    }

    private HttpRequestMessage WithHeaders(HttpRequestMessage message)
    {
        foreach (var (name, value) in _target.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    // A call that fails at once has its status among the headers.
    private static bool IsTaken(HttpResponseMessage reply) =>
        (reply.TrailingHeaders.TryGetValues("grpc-status", out var status) || reply.Headers.TryGetValues("grpc-status", out status)) && status.First() == "0";
}
