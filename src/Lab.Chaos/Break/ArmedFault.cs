using System.Diagnostics;
using System.Net.Http.Json;
using Lab.Chaos.Break.Faults;
using Lab.Chaos.Break.Litmus;
using Lab.Chaos.Break.Running;
using Lab.Contracts;

namespace Lab.Chaos.Break;

/// <summary>A fault that waits for its moment. Disposal heals it, whether or not it fired, and never under the run's cancellation.</summary>
/// <param name="site">Where it happens.</param>
/// <param name="fault">What.</param>
/// <param name="injection">Into whom; at a trace point the replica that reaches it takes the place of the chosen ones.</param>
/// <param name="moment">When.</param>
/// <param name="lasts">From the injection until it is healed, at most.</param>
internal sealed class ArmedFault(FaultSite site, IFault fault, Injection injection, FaultMoment moment, TimeSpan lasts) : IAsyncDisposable
{
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _end = new();

    // Of the volley: the strike comes from a callback or a timer.
    private readonly ActivityContext _volleySpan = Activity.Current?.Context ?? default;
    private readonly TaskCompletionSource _struck = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _strikeOver = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(Uri Callback, Uri Route)> _armed = [];
    private readonly HttpClient _http = new() { Timeout = CallLimit };
    private Task _healing = Task.CompletedTask;
    private Task _timer = Task.CompletedTask;
    private int _fired;
    private int _disposed;

    /// <summary>What it hit; empty until it has struck.</summary>
    public IReadOnlyList<string> Hit { get; private set; } = [];

    /// <summary>Done when it has struck; never, when its moment does not come.</summary>
    public Task Struck => _struck.Task;

    /// <summary>Lets a fault whose end matters last as long as it should; without it, disposal cuts it short. For all others it is done at once.</summary>
    public Task HealedAsync() => fault.EndMatters ? OverAsync() : Task.CompletedTask;

    /// <summary>As <see cref="HealedAsync"/>, for every fault: done when its time is over; at once when it has not been struck.</summary>
    public async Task OverAsync()
    {
        if (Volatile.Read(ref _fired) == 1)
        {
            await _strikeOver.Task;
        }

        await _healing;
    }

    /// <summary>Arms one replica's trace point; only the first of all armed points to be reached strikes.</summary>
    /// <exception cref="LabException">The replica has no such trace point.</exception>
    internal async Task ArmTracePointAsync(FaultTarget target, string point, int skip, CancellationToken cancellationToken)
    {
        var address = target.Replica.Endpoint
            ?? throw new LabException($"Replica '{target.Id}' has no endpoint, so its trace points cannot be armed.");
        var route = new Uri(address, $"/trace-points/{point}");
        var callback = site.Listener.Expect(reached => StrikeAsync([target], reached.Point, reached.Span));
        _armed.Add((callback, route));
        using var answer = await PutAsync(target, route, new TracePointOrder(callback, skip), cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new LabException(
                $"Replica '{target.Id}' has no trace point '{point}' ({(int)answer.StatusCode} from {route}). "
                + "Start it with TracePoints__Enabled=true, or aim the fault with the annotation chaoslab.dev/after.");
        }
    }

    private async Task<HttpResponseMessage> PutAsync(FaultTarget target, Uri route, TracePointOrder order, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.PutAsJsonAsync(route, order, cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            throw new LabException($"Replica '{target.Id}' was running and does not answer at {route}: {failure.Message}. Its log in the run's folder says why it ended.");
        }
    }

    private sealed record TracePointOrder(Uri Callback, int Skip);

    /// <summary>What lasts and is aimed at no moment is in force before the volley goes out.</summary>
    internal Task InjectNowAsync() => StrikeAsync(injection.Targets, tracePoint: null, operation: default);

    /// <summary>Tells it that the volley goes out now: a fault aimed by time counts from here.</summary>
    public void Released()
    {
        if (moment.TracePoint is null && Volatile.Read(ref _fired) == 0)
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

        // From here on nobody strikes. Whoever has begun to is waited for: replicas die before the host has noticed, and would still seem to run.
        if (Interlocked.Exchange(ref _fired, 1) == 0)
        {
            _strikeOver.SetResult();
        }

        await _strikeOver.Task;
        await _healing;
        await DisarmAsync();
        _http.Dispose();
        _end.Dispose();
    }

    private async Task FireLaterAsync()
    {
        try
        {
            await Task.Delay(moment.After, site.Time, _end.Token);
        }
        catch (OperationCanceledException)
        {
            // The volley was over, or the run was cancelled, before its moment came.
            return;
        }

        await StrikeAsync(injection.Targets, tracePoint: null, operation: default);
    }

    private async Task StrikeAsync(IReadOnlyList<FaultTarget> targets, string? tracePoint, ActivityContext operation)
    {
        if (Interlocked.Exchange(ref _fired, 1) == 1)
        {
            return;
        }

        try
        {
            var inForce = await FaultInForce.BeginAsync(
                site, fault, injection with { Targets = targets }, tracePoint, _volleySpan, operation, CancellationToken.None);
            Hit = inForce.Hit;
            _healing = HealAsync(inForce);
            _struck.TrySetResult();
        }
        finally
        {
            _strikeOver.TrySetResult();
        }
    }

    // Cancellation shortens it; it never skips the healing.
    private async Task HealAsync(FaultInForce inForce)
    {
        await using (inForce)
        {
            if (inForce.Lasts && !fault.IsStrike)
            {
                await Task.Delay(lasts, site.Time, _end.Token).ContinueWith(
                    static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
    }

    private async Task DisarmAsync()
    {
        foreach (var (callback, route) in _armed)
        {
            site.Listener.Forget(callback);
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
}
