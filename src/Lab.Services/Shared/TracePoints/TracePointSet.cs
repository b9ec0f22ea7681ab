using System.Collections.Frozen;
using System.Net.Http.Json;
using Lab.Services.Replicas;
using Microsoft.Extensions.Logging;

namespace Lab.Services.TracePoints;

/// <summary>
/// Moments of a service that a nemesis can aim at: the armed pass tells the callback and is held until that answers.
/// <code>
/// request ──&gt; check ──&gt; [after-check] ──&gt; pay, write, commit ──&gt; [after-commit] ──&gt; cache, reply
///                            │ POST {point, replica, pid, key, operation}
///                            v
///                        callback: kills or pauses this very process, or lets it go on
/// </code>
/// A race needs two operations between two lines of code; waiting for one at random is what makes it a Heisenbug.
/// </summary>
/// <remarks>One pass per arming is held. The others cost one volatile read. Off unless <c>TracePoints:Enabled</c> is true.</remarks>
public sealed partial class TracePointSet : IDisposable
{
    /// <summary>The longest that a pass is held; then it goes on as if nothing had been armed.</summary>
    public static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(30);

    private readonly FrozenDictionary<string, TracePoint> _points;
    private readonly Replica _replica;
    private readonly ILogger<TracePointSet> _logger;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = LongestHold };

    /// <param name="names">Every moment of this service; others cannot be armed or reached.</param>
    /// <param name="replica">Named to the callback.</param>
    /// <param name="logger">Hears of callbacks that could not be reached.</param>
    public TracePointSet(IEnumerable<string> names, Replica replica, ILogger<TracePointSet> logger)
    {
        _points = names.ToFrozenDictionary(name => name, _ => new TracePoint(), StringComparer.Ordinal);
        _replica = replica;
        _logger = logger;
    }

    /// <summary>In alphabetical order.</summary>
    public IReadOnlyList<string> Names => [.. _points.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Arms a point once; false when the name is not known.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="callback">Loopback address that is POSTed to.</param>
    /// <param name="skip">How many passes go by before one is taken, 0 or more.</param>
    public bool TryArm(string name, Uri callback, int skip)
    {
        if (!_points.TryGetValue(name, out var point))
        {
            return false;
        }

        point.Arm(callback, skip);
        return true;
    }

    /// <summary>Disarms a point, armed or not; false when the name is not known. A pass already held stays held.</summary>
    public bool TryDisarm(string name)
    {
        if (!_points.TryGetValue(name, out var point))
        {
            return false;
        }

        point.Disarm();
        return true;
    }

    /// <summary>Marks the moment. Returns at once unless this is the armed pass.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="key">The contended key, for ticketing the event id.</param>
    /// <param name="operation">The idempotency key.</param>
    /// <param name="cancellationToken">Ends the hold by throwing.</param>
    public ValueTask ReachedAsync(string name, string key, string operation, CancellationToken cancellationToken)
    {
        var point = _points[name];
        if (!point.IsArmed || point.TryTake() is not { } callback)
        {
            return ValueTask.CompletedTask;
        }

        var report = new TracePointReport
        {
            Point = name,
            Replica = _replica.Name,
            Pid = _replica.ProcessId,
            Key = key,
            Operation = operation,
        };
        return new ValueTask(HoldAsync(callback, report, cancellationToken));
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task HoldAsync(Uri callback, TracePointReport report, CancellationToken cancellationToken)
    {
        try
        {
            using var reply = await _http.PostAsJsonAsync(
                callback, report, TracePointJson.Default.TracePointReport, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Whoever armed it is gone or slow. The request is a customer's and goes on.
            LogNotTold(report.Point, callback, exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Trace point {Point}: {Callback} did not answer; going on")]
    private partial void LogNotTold(string point, Uri callback, Exception exception);
}
