using Lab.Contracts.Control;

namespace Lab.Chaos.Break.Faults;

/// <summary>Processes that hold memory beside each replica (<c>MEMORY_CONSUMPTION</c> MB each, <c>NUMBER_OF_WORKERS</c>), inside its quota where it has one.</summary>
internal sealed class PodMemoryHog : IFault
{
    private const long Megabyte = 1 << 20;

    public string Name => "pod-memory-hog";

    public bool IsStrike => false;

    public void Check(Injection injection) => _ = injection.Control;

    public Task<Injected> InjectAsync(Injection injection, CancellationToken cancellationToken)
    {
        var workers = Math.Max(1, injection.Settings.Integer("NUMBER_OF_WORKERS"));
        return Stressed.BeginAsync(injection, perReplica: true, new StressWish
        {
            Kind = StressKind.Memory,
            Workers = workers,
            Bytes = workers * injection.Settings.Integer("MEMORY_CONSUMPTION") * Megabyte,
            Milliseconds = injection.DeadlineMilliseconds,
        }, cancellationToken);
    }
}
