using System.Net.Http.Json;
using Lab.Chaos.Break;
using Lab.Chaos.Targets;
using Lab.Contracts;

namespace Lab.Chaos.Observe;

/// <summary>
/// A simulated breakpoint: the first request that reaches the trace point in a volley stops its replica there, the whole process, as a
/// debugger does; after a while it goes on.
/// </summary>
internal sealed class Breakpoint(TracePointListener listener, ITarget target, string service, string point, TimeSpan hold, TimeProvider time) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly List<(Uri Callback, Uri Route)> _armed = [];
    private Task _held = Task.CompletedTask;
    private int _taken;

    /// <summary>Volleys in which it stopped a replica.</summary>
    public int Stops { get; private set; }

    /// <summary>Arms it in every replica; only the first to get there stops.</summary>
    /// <exception cref="LabException">There is no such trace point.</exception>
    public async Task ArmAsync(CancellationToken cancellationToken)
    {
        _taken = 0;
        foreach (var replica in await target.ReplicasAsync(service, cancellationToken))
        {
            var route = new Uri(replica.Endpoint ?? throw new LabException($"Replica '{replica.Id}' has no endpoint, so no breakpoint can be set in it."), $"/trace-points/{point}");
            var callback = listener.Expect(_ => StopAsync(replica.Id));
            _armed.Add((callback, route));
            using var answer = await _http.PutAsJsonAsync(route, new { callback, skip = 0 }, cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                throw new LabException($"Replica '{replica.Id}' has no trace point '{point}' ({(int)answer.StatusCode} from {route}). Start it with TracePoints__Enabled=true, or name another: --trace-point.");
            }
        }
    }

    /// <summary>Takes it out again, and waits until what it stopped goes on.</summary>
    public async Task DisarmAsync()
    {
        foreach (var (callback, route) in _armed)
        {
            listener.Forget(callback);
            using var answer = await _http.DeleteAsync(route, CancellationToken.None);
        }

        _armed.Clear();
        await _held;
    }

    public void Dispose() => _http.Dispose();

    private Task StopAsync(string replica)
    {
        if (Interlocked.Exchange(ref _taken, 1) == 1)
        {
            return Task.CompletedTask;
        }

        Stops++;
        return _held = HoldAsync(replica);
    }

    // Never under the run's cancellation: what was stopped must go on.
    private async Task HoldAsync(string replica)
    {
        await target.ActAsync(replica, "pause", CancellationToken.None);
        try
        {
            await Task.Delay(hold, time, CancellationToken.None);
        }
        finally
        {
            await target.ActAsync(replica, "resume", CancellationToken.None);
        }
    }
}
