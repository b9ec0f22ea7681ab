using Lab.Contracts;
using Lab.Contracts.Control;
using Lab.Control.Processes;

namespace Lab.Control.Api;

/// <summary>Which resources come first at the moment. Each boost ends by itself when its time is over; a new one takes the old one's place.</summary>
internal sealed class Boosts(IProcessControl processes, TimeProvider time) : IDisposable
{
    private const int LongestMilliseconds = 60_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Boost> _boosts = [];

    /// <exception cref="LabException">The wish makes no sense.</exception>
    public BoostAnswer Begin(ResourceInfo resource, BoostWish wish)
    {
        if (wish.Milliseconds is < 1 or > LongestMilliseconds)
        {
            throw new LabException($"'milliseconds' is {wish.Milliseconds}; it must be 1 to {LongestMilliseconds}. Example: {{ \"milliseconds\": 1000 }}.");
        }

        lock (_lock)
        {
            EndNow(resource.Name);
            List<IDisposable> undo = [];
            string? problem = null;
            foreach (var pid in resource.Replicas.Select(replica => replica.Pid).OfType<int>())
            {
                try
                {
                    undo.Add(processes.Boost(pid));
                }
                catch (Exception e) when (e is LabException or ArgumentException or InvalidOperationException)
                {
                    problem = e.Message;   // not allowed, or the process has just ended
                }
            }

            _boosts[resource.Name] = new Boost(
                undo, time.CreateTimer(_ => End(resource.Name), null, TimeSpan.FromMilliseconds(wish.Milliseconds), Timeout.InfiniteTimeSpan));
            return new BoostAnswer(undo.Count, problem);
        }
    }

    /// <summary>Everything of that resource is as it was; harmless when nothing was boosted.</summary>
    public void End(string resource)
    {
        lock (_lock)
        {
            EndNow(resource);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var resource in _boosts.Keys.ToList())
            {
                EndNow(resource);
            }
        }
    }

    private void EndNow(string resource)
    {
        if (_boosts.Remove(resource, out var boost))
        {
            boost.Timer.Dispose();
            boost.Undo.ForEach(process => process.Dispose());
        }
    }

    private sealed record Boost(List<IDisposable> Undo, ITimer Timer);
}
