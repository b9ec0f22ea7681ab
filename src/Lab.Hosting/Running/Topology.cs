using Lab.Contracts;
using Lab.Control.Replicas;

namespace Lab.Hosting.Running;

/// <summary>All resources of a lab: started as soon as what they wait for is ready, stopped in the reverse order.</summary>
internal sealed class Topology(IReadOnlyList<ResourcePlan> plans, Supervision supervision) : IAsyncDisposable
{
    private bool _disposed;

    /// <summary>In dependency order.</summary>
    public IReadOnlyList<RunningResource> Resources { get; } = [.. plans.Select(plan => new RunningResource(plan, supervision))];

    /// <summary>Resource of that name, or null.</summary>
    public RunningResource? Find(string name) => Resources.FirstOrDefault(r => r.Plan.Name == name);

    /// <summary>Starts everything and waits until all of it is healthy.</summary>
    /// <exception cref="LabException">Resources that failed for good, all of them.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var resource in Resources)
        {
            resource.OpenBalancers();
        }

        var starts = Resources.Where(r => !r.Plan.ExplicitStart).Select(r => StartAsync(r, cancellationToken)).ToList();
        await Task.WhenAll(starts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        string[] problems = [.. starts.Select(s => s.Exception?.InnerException).OfType<LabException>().SelectMany(e => e.Problems).Distinct()];
        if (problems.Length > 0)
        {
            throw new LabException(problems);
        }

        await Task.WhenAll(starts);
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        var stops = new Dictionary<string, Task>();
        foreach (var resource in Resources.Reverse())
        {
            // Reverse dependency order: whoever waits for this one is in the dictionary already.
            var dependents = Resources.Where(r => r.Plan.Waits.Any(w => w.Resource == resource.Plan.Name)).Select(r => stops[r.Plan.Name]);
            stops[resource.Plan.Name] = StopAsync(resource, [.. dependents]);
        }

        await Task.WhenAll(stops.Values);
    }

    private static async Task StopAsync(RunningResource resource, Task[] dependents)
    {
        await Task.WhenAll(dependents);
        await resource.DisposeAsync();
    }

    private async Task StartAsync(RunningResource resource, CancellationToken cancellationToken)
    {
        foreach (var replica in resource.Replicas)
        {
            replica.Await();
        }

        await Task.WhenAll(resource.Plan.Waits.Select(wait => WaitAsync(resource, wait, cancellationToken)));
        await resource.StartAsync(cancellationToken);
        await resource.WaitHealthyAsync(cancellationToken);
    }

    private Task WaitAsync(RunningResource waiting, WaitPlan wait, CancellationToken cancellationToken)
    {
        var target = Find(wait.Resource) ?? throw new System.Diagnostics.UnreachableException("the model check found no strangers");
        return Task.WhenAll(target.Replicas.Select(async replica =>
        {
            var status = await replica.WaitAsync(s => s.Phase is Phase.Failed || IsMet(wait, s) || IsOver(wait, s), cancellationToken);
            if (!IsMet(wait, status))
            {
                throw new LabException(
                    $"'{waiting.Plan.Name}' was not started: it waits for '{replica.Id}', which is {status.State} (exit code {status.ExitCode}). "
                    + (status.Reason ?? "See its log."));
            }
        }));
    }

    private static bool IsMet(WaitPlan wait, ReplicaStatus status) => wait.Kind switch
    {
        WaitKind.Healthy => status is { Phase: Phase.Up, Healthy: true },
        WaitKind.Started => status.Phase is Phase.Up or Phase.Exited or Phase.Finished,
        WaitKind.Completed => status.Phase is Phase.Exited or Phase.Finished && status.ExitCode == wait.ExitCode,
        _ => throw new System.Diagnostics.UnreachableException($"{wait.Kind} is handled above"),
    };

    // A job that ended otherwise than expected will not become what is waited for.
    private static bool IsOver(WaitPlan wait, ReplicaStatus status) =>
        wait.Kind is WaitKind.Completed && status.Phase is Phase.Exited or Phase.Stopped or Phase.Finished;
}
