using Lab.Chaos.Targets;
using Lab.Contracts;

namespace Lab.Chaos.Break.Running;

/// <summary>Where faults are injected: the system, the book in which they are written down, chance and clock.</summary>
internal sealed record FaultSite(ITarget Target, TracePointListener Listener, FaultBook Book, Seed Seed, TimeProvider Time);
