using Lab.Contracts.Control;
using Lab.Control.Processes;
using Lab.Control.Runs;

namespace Lab.Control.Api;

/// <summary>What an engine gives the control API.</summary>
internal sealed record ControlledLab
{
    public required ILabTopology Topology { get; init; }

    /// <summary>The same that starts and limits the replicas.</summary>
    public required IProcessControl Control { get; init; }

    public required IGuard Guard { get; init; }

    public required RunPlace Place { get; init; }

    public required HostEnding Ending { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>The dashboard that this engine starts; null where it has one of its own.</summary>
    public Func<DashboardInfo>? Dashboard { get; init; }
}
