using System.Diagnostics;
using System.Net.Http.Json;
using Lab.Chaos.Histories;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Targets;
using Lab.Chaos.Tracing;
using Lab.Contracts;
using Lab.Contracts.Control;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Break;

/// <summary>A fault that waits for its moment. Disposal heals it, whether or not it fired, and never under the run's cancellation.</summary>
internal sealed class ArmedFault(
    ITarget target,
    HistoryWriter history,
    TracePointListener listener,
    TimeProvider time,
    ConditionFault fault,
    int volley,
    string drawn) : IAsyncDisposable
{
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _end = new();

    // Of the volley: the strike comes from a callback or a timer.
    private readonly ActivityContext _volleySpan = Activity.Current?.Context ?? default;
    private readonly List<(Uri Callback, Uri Route)> _armed = [];
    private readonly HttpClient _http = new() { Timeout = CallLimit };
    private Task _resume = Task.CompletedTask;
    private Task _timer = Task.CompletedTask;
    private readonly List<FaultEvent> _events = [];
    private int _struck;
    private int _disposed;

    /// <summary>What it did, once it is disposed. A volley whose fault never fired shows nothing about the fault.</summary>
    public IReadOnlyList<FaultEvent> Events => _events;

    /// <summary>Lets a pause last as long as it should; without it, disposal cuts the pause short.</summary>
    public Task HealedAsync() => _resume;

    /// <summary>Arms one replica's trace point; only the first of all armed points to be reached strikes.</summary>
    internal async Task ArmTracePointAsync(ReplicaInfo replica, string point, int skip, CancellationToken cancellationToken)
    {
        var address = replica.Endpoint
            ?? throw new LabException($"Replica '{replica.Id}' has no endpoint, so its trace points cannot be armed.");
        var route = new Uri(address, $"/trace-points/{point}");
        var callback = listener.Expect(reached => StrikeAsync(replica.Id, reached.Point));
        _armed.Add((callback, route));
        using var answer = await _http.PutAsJsonAsync(route, new { callback, skip }, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new LabException(
                $"Replica '{replica.Id}' has no trace point '{point}' ({(int)answer.StatusCode} from {route}). "
                + "Start it with TracePoints__Enabled=true, or aim the fault with 'after:'.");
        }
    }

    /// <summary>Tells it that the volley goes out now: a fault aimed by time counts from here.</summary>
    public void Released()
    {
        if (fault.At is null)
        {
            _timer = FireLaterAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        await _end.CancelAsync();
        await _timer;
        await _resume;
        await DisarmAsync();
        _http.Dispose();
        _end.Dispose();
    }

    private async Task FireLaterAsync()
    {
        try
        {
            await Task.Delay(fault.After, time, _end.Token);
        }
        catch (OperationCanceledException)
        {
            // The volley was over, or the run was cancelled, before its moment came.
            return;
        }

        await StrikeAsync(drawn, tracePoint: null);
    }

    private async Task StrikeAsync(string replica, string? tracePoint)
    {
        if (Interlocked.Exchange(ref _struck, 1) == 1)
        {
            return;
        }

        var action = fault.Action switch
        {
            FaultAction.Kill => "kill",
            FaultAction.Pause => "pause",
            _ => throw new UnreachableException($"{fault.Action} is no fault action."),
        };
        var span = Spans.Fault(_volleySpan, action, replica, tracePoint);
        await target.ActAsync(replica, action, CancellationToken.None);
        await RecordAsync(action, replica, tracePoint);
        if (fault.Action == FaultAction.Pause)
        {
            _resume = ResumeAsync(replica, span);
        }
        else
        {
            span?.Dispose();
        }
    }

    // Cancellation shortens the pause; it never skips the resume.
    private async Task ResumeAsync(string replica, Activity? span)
    {
        using var paused = span;
        await Task.Delay(fault.For, time, _end.Token).ContinueWith(
            static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await target.ActAsync(replica, "resume", CancellationToken.None);
        await RecordAsync("resume", replica, tracePoint: null);
    }

    private async Task DisarmAsync()
    {
        foreach (var (callback, route) in _armed)
        {
            listener.Forget(callback);
            try
            {
                (await _http.DeleteAsync(route, CancellationToken.None)).Dispose();
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
            {
                // The replica is gone or was started again, and its armed point with it.
            }
        }
    }

    // Strike and resume never run at the same time, so the list needs no lock.
    private async Task RecordAsync(string action, string replica, string? tracePoint)
    {
        var happened = new FaultEvent
        {
            Volley = volley,
            At = time.GetTimestamp(),
            Action = action,
            Replica = replica,
            TracePoint = tracePoint,
        };
        _events.Add(happened);
        await history.AppendAsync(happened, CancellationToken.None);
    }
}
