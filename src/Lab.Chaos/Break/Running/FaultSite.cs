using Lab.Chaos.Break.Probes;
using Lab.Chaos.Targets;
using Lab.Contracts;

namespace Lab.Chaos.Break.Running;

/// <summary>Where faults are injected: the system, the book in which they are written down, who answers probes, chance and clock.</summary>
internal sealed record FaultSite(ITarget Target, TracePointListener Listener, FaultBook Book, IProbeAsker Probes, Seed Seed, TimeProvider Time);
