using System.Text.Json.Nodes;
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
    private string? _failureOfResults;

    public EngineWatch(IClusterClient client, EngineView view, string space, ClusterLimits limits, TimeProvider time)
    {
        (_client, _view, _limits, _time, _heard) = (client, view, limits, time, time.GetTimestamp());
        _loops = Task.WhenAll(FollowEnginesAsync(space), FollowResultsAsync(space));
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

    /// <summary>Since the API server last told of the engine, which it does anew with each renewal.</summary>
    public TimeSpan Silence => _time.GetElapsedTime(Interlocked.Read(ref _heard));

    /// <summary>How the last watch failed; null when it did not.</summary>
    public string? Failure => Volatile.Read(ref _failure) ?? Volatile.Read(ref _failureOfResults);

    /// <summary>The server was asked for the engine itself.</summary>
    /// <param name="engine">Null when it is no longer there.</param>
    public void Asked(JsonObject? engine) => Take(new ClusterEvent(engine is null, engine ?? View.Engine), isLife: true);

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

    private Task FollowEnginesAsync(string space) => FollowAsync(
        ResourceKind.Engines, space, seen => seen.Document.Name == View.Engine.Name, failure => Volatile.Write(ref _failure, failure));

    private Task FollowResultsAsync(string space) => FollowAsync(
        ResourceKind.Results, space, _ => false, failure => Volatile.Write(ref _failureOfResults, failure));

    private async Task FollowAsync(ResourceKind kind, string space, Predicate<ClusterEvent> isLife, Action<string?> tell)
    {
        while (!_ended.IsCancellationRequested)
        {
            try
            {
                await FollowOnceAsync(kind, space, isLife, tell);

                // A watch that the server ends at once must not become a hot loop.
                await Task.Delay(_limits.Tick, _time, _ended.Token);
            }
            catch (OperationCanceledException) when (_ended.IsCancellationRequested)
            {
            }
        }
    }

    private async Task FollowOnceAsync(ResourceKind kind, string space, Predicate<ClusterEvent> isLife, Action<string?> tell)
    {
        using var renewal = new CancellationTokenSource(_limits.Renewal, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(renewal.Token, _ended.Token);
        try
        {
            await foreach (var seen in _client.WatchAsync(kind, space, either.Token))
            {
                tell(null);
                Take(seen, isLife(seen));
            }
        }
        catch (ClusterException failure)
        {
            tell(failure.Message);
        }
        catch (OperationCanceledException)
        {
            // Renewed, ended, or Ctrl-C reached kubectl first: whoever waits for this is told by the token.
        }
    }

    private void Take(ClusterEvent seen, bool isLife)
    {
        if (isLife)
        {
            Interlocked.Exchange(ref _heard, _time.GetTimestamp());
        }

        lock (_lock)
        {
            _view = _view.With(seen);
        }

        _changed.Writer.TryWrite(true);
    }
}
