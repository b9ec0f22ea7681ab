using Lab.Contracts.Control;

namespace Lab.Chaos.Break.Faults;

/// <summary>
/// Processes that write to disk beside each replica: <c>FILESYSTEM_UTILIZATION_BYTES</c> (GB) each, or a tenth of a gigabyte; a percentage of somebody's
/// disk is not filled here.
/// </summary>
internal sealed class PodIoStress : IFault
{
    private const long Gigabyte = 1L << 30;

    public string Name => "pod-io-stress";

    public bool IsStrike => false;

    public void Check(Injection injection) => _ = injection.Control;

    public Task<Injected> InjectAsync(Injection injection, CancellationToken cancellationToken) =>
        Stressed.BeginAsync(injection, perReplica: true, new StressWish
        {
            Kind = StressKind.Disk,
            Workers = Math.Max(1, injection.Settings.Integer("NUMBER_OF_WORKERS")),
            Bytes = injection.Settings.Text("FILESYSTEM_UTILIZATION_BYTES") is null ? Gigabyte / 10 : injection.Settings.Integer("FILESYSTEM_UTILIZATION_BYTES") * Gigabyte,
            Folder = injection.Settings.Text("VOLUME_MOUNT_PATH"),
            Milliseconds = injection.DeadlineMilliseconds,
        }, cancellationToken);
}
