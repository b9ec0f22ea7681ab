using Lab.Contracts.Control;

namespace Lab.Chaos.Break.Faults;

/// <summary>Processes that burn processor time beside each replica (<c>CPU_CORES</c>, <c>CPU_LOAD</c> %), inside its quota where it has one.</summary>
internal sealed class PodCpuHog : IFault
{
    public string Name => "pod-cpu-hog";

    public bool IsStrike => false;

    public void Check(Injection injection) => _ = injection.Control;

    public Task<Injected> InjectAsync(Injection injection, CancellationToken cancellationToken) =>
        Stressed.BeginAsync(injection, perReplica: true, new StressWish
        {
            Kind = StressKind.Cpu,
            Workers = injection.Settings.Integer("CPU_CORES") is > 0 and var cores ? cores : Environment.ProcessorCount,
            Load = injection.Settings.Share("CPU_LOAD"),
            Milliseconds = injection.DeadlineMilliseconds,
        }, cancellationToken);
}
