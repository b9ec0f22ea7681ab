namespace Lab.Chaos.Predict.Swarm;

/// <summary>What happens to replicas and services in a crowd's world: kills, pauses, slow times, each at exponential intervals.</summary>
internal sealed class FaultAgents
{
    // From the kill of a container to its replacement taking requests: the order of a small service's start.
    private const long RestartTime = 2_000_000_000;

    private readonly Scene _scene;
    private readonly Executor _executor;
    private readonly Source[] _sources;

    public FaultAgents(Scene scene, Executor executor)
    {
        (_scene, _executor) = (scene, executor);
        var swarm = scene.System.Model.Swarm;
        _sources =
        [
            .. swarm.Restarts.Select(restart => new Source(FaultKind.Kill, Service(restart.Key), LatencyTable.Exponential(restart.Value.Every), RestartTime, 1)),
            .. swarm.Pauses.Select(pause => new Source(FaultKind.Pause, Service(pause.Key), LatencyTable.Exponential(pause.Value.Every), Nanoseconds(pause.Value.For), 1)),
            .. swarm.Slow.Select(slow => new Source(FaultKind.Slow, Service(slow.Key), LatencyTable.Exponential(slow.Value.Every), Nanoseconds(slow.Value.For), slow.Value.Times)),
        ];
        Array.Sort(_sources, (left, right) => (left.Kind, left.Service).CompareTo((right.Kind, right.Service)));
    }

    private enum FaultKind
    {
        Kill,
        Pause,
        Slow,
    }

    public void Begin()
    {
        for (var n = 0; n < _sources.Length; n++)
        {
            Next(n, 0);
        }
    }

    /// <summary>A fault begins or ends.</summary>
    /// <param name="number">Of the source.</param>
    /// <param name="hit">0 when it begins; when it ends, one more than the replica that it has hit.</param>
    public void Happen(int number, int hit)
    {
        var source = _sources[number];
        if (hit > 0)
        {
            Undo(source, hit - 1);
            return;
        }

        var processors = _scene.Processors;
        var replica = processors.First(source.Service) + _scene.Rng.Below(processors.Replicas(source.Service));
        var ends = _scene.Now + source.Lasts;
        switch (source.Kind)
        {
            case FaultKind.Kill:
                Tell(StepEventKind.ReplicaKilled, source, replica);
                processors.TakeDown(replica, true);
                _executor.Kill(replica);
                break;
            case FaultKind.Pause:
                Tell(StepEventKind.ReplicaPaused, source, replica);
                processors.Pause(replica, ends);
                break;
            default:
                Tell(StepEventKind.ServiceSlow, source, replica);
                _scene.Slowness[source.Service] *= source.Times;
                break;
        }

        _scene.Wheel.Add(ends, EventId.Of(EventId.Fault, number), replica + 1);
        Next(number, source.Lasts);
    }

    private void Undo(Source source, int replica)
    {
        switch (source.Kind)
        {
            case FaultKind.Kill:
                _scene.Processors.TakeDown(replica, false);
                Tell(StepEventKind.ReplicaBack, source, replica);
                break;
            case FaultKind.Pause:
                Tell(StepEventKind.ReplicaResumed, source, replica);
                break;
            default:
                _scene.Slowness[source.Service] /= source.Times;
                Tell(StepEventKind.ServiceNormal, source, replica);
                break;
        }
    }

    private void Next(int number, long after) =>
        _scene.Wheel.Add(_scene.Now + after + _sources[number].Every.Draw(ref _scene.Rng), EventId.Of(EventId.Fault, number), 0);

    private void Tell(StepEventKind kind, Source source, int replica) =>
        _scene.Record(kind, source.Service, _scene.Processors.NumberOf(replica));

    private int Service(string name) => _scene.System.Model.Services.Select((service, n) => (service, n)).First(pair => pair.service.Name == name).n;

    private static long Nanoseconds(TimeSpan time) => (long)time.TotalNanoseconds;

    private sealed record Source(FaultKind Kind, int Service, LatencyTable Every, long Lasts, double Times);
}
