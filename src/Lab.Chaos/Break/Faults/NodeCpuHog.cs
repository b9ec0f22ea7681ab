using Lab.Contracts.Control;

namespace Lab.Chaos.Break.Faults;

/// <summary>Processes that burn processor time of the whole machine (<c>NODE_CPU_CORE</c>, all when not given; <c>CPU_LOAD</c> %).</summary>
internal sealed class NodeCpuHog : IFault
{
    public string Name => "node-cpu-hog";

    public bool IsStrike => false;

    public void Check(Injection injection) => _ = injection.Control;

    public Task<Injected> InjectAsync(Injection injection, CancellationToken cancellationToken) =>
        Stressed.BeginAsync(injection, perReplica: false, new StressWish
        {
            Kind = StressKind.Cpu,
            Workers = injection.Settings.Integer("NODE_CPU_CORE") is > 0 and var cores ? cores : Environment.ProcessorCount,
            Load = injection.Settings.Share("CPU_LOAD"),
            Milliseconds = injection.DeadlineMilliseconds,
        }, cancellationToken);
}
