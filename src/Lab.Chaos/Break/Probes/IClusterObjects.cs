using Lab.Chaos.Break.Litmus;

namespace Lab.Chaos.Break.Probes;

/// <summary>Answers whether objects of Kubernetes exist: those of a cluster, or those that the running lab stands for.</summary>
internal interface IClusterObjects
{
    Task<ProbeAnswer> AskAsync(KubernetesProbe probe, CancellationToken cancellationToken);
}
