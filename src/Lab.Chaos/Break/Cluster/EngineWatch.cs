using System.Threading.Channels;

namespace Lab.Chaos.Break.Cluster;

/// <summary>Keeps a view of one engine and its results up to date, through connections that end, hang or are refused.</summary>
internal sealed class EngineWatch : IAsyncDisposable
{
    private readonly IClusterClient _client;
    private readonly ClusterLimits _limits;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _loops;
    private readonly Lock _lock = new();

    // Holds one: that something changed, however often.
    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private EngineView _view;
    private long _heard;
    private string? _failure;

    public EngineWatch(IClusterClient client, EngineView view, string space, ClusterLimits limits, TimeProvider time)
    {
        (_client, _view, _limits, _time, _heard) = (client, view, limits, time, time.GetTimestamp());
        _loops = Task.WhenAll(FollowAsync(ResourceKind.Engines, space), FollowAsync(ResourceKind.Results, space));
    }

    public EngineView View
    {
        get
        {
            lock (_lock)
            {
                return _view;
            }
        }
    }

    /// <summary>Since the API server last told of anything. The engine itself is told anew with each renewal.</summary>
    public TimeSpan Silence => _time.GetElapsedTime(Interlocked.Read(ref _heard));

    /// <summary>How the last watch failed; null when none has since.</summary>
    public string? Failure => Volatile.Read(ref _failure);

    /// <summary>The engine is no longer there.</summary>
    public void Gone()
    {
        lock (_lock)
        {
            _view = _view with { Deleted = true };
        }
    }

    /// <summary>Returns on a change, or after a tick.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var tick = new CancellationTokenSource(_limits.Tick, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tick.Token, cancellationToken);
        try
        {
            await _changed.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _loops;
    }

    private async Task FollowAsync(ResourceKind kind, string space)
    {
        while (!_ended.IsCancellationRequested)
        {
            try
            {
                await FollowOnceAsync(kind, space);

                // A watch that the server ends at once must not become a hot loop.
                await Task.Delay(_limits.Tick, _time, _ended.Token);
            }
            catch (OperationCanceledException) when (_ended.IsCancellationRequested)
            {
            }
        }
    }

    private async Task FollowOnceAsync(ResourceKind kind, string space)
    {
        using var renewal = new CancellationTokenSource(_limits.Renewal, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(renewal.Token, _ended.Token);
        try
        {
            await foreach (var seen in _client.WatchAsync(kind, space, either.Token))
            {
                Interlocked.Exchange(ref _heard, _time.GetTimestamp());
                Volatile.Write(ref _failure, null);
                lock (_lock)
                {
                    _view = _view.With(seen);
                }

                _changed.Writer.TryWrite(true);
            }
        }
        catch (ClusterException failure)
        {
            Volatile.Write(ref _failure, failure.Message);
        }
        catch (OperationCanceledException)
        {
            // Renewed, ended, or Ctrl-C reached kubectl first: whoever waits for this is told by the token.
        }
    }
}
