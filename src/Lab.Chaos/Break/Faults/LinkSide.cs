using Lab.Contracts.Control;

namespace Lab.Chaos.Break.Faults;

/// <summary>Where a network fault is put: one direction of a link, for some or all of its connections.</summary>
/// <param name="Link">Name of the link.</param>
/// <param name="Direction">Which bytes.</param>
/// <param name="Clients">Processes whose connections are hit; null for all.</param>
/// <param name="Share">Share of connections, where a link cannot tell replicas apart: those behind a balancer.</param>
internal sealed record LinkSide(string Link, ToxicDirection Direction, IReadOnlyList<int>? Clients = null, double Share = 1);
