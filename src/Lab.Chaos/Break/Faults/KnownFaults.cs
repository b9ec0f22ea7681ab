using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Break.Faults;

/// <summary>Every fault that the lab injects; a new one is added here and in a file of its own.</summary>
internal static class KnownFaults
{
    public static IReadOnlyList<IFault> All { get; } =
    [
        new PodDelete(),
        new ContainerKill(),
        new PodPause(),
        new PodNetworkLatency(),
        new PodNetworkLoss(),
        new PodNetworkCorruption(),
        new PodNetworkPartition(),
        new PodDnsError(),
        new PodHttpLatency(),
        new PodHttpStatusCode(),
        new PodCpuHog(),
        new PodMemoryHog(),
        new PodIoStress(),
        new NodeCpuHog(),
    ];

    /// <exception cref="LabException">The lab does not know it.</exception>
    public static IFault Find(string name) => All.FirstOrDefault(fault => fault.Name == name)
        ?? throw new LabException($"The lab does not inject '{name}'. {Suggest.Among(name, All.Select(fault => fault.Name))}");
}
