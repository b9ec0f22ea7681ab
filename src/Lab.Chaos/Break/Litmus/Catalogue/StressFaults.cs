using static Lab.Chaos.Break.Litmus.Catalogue.TunableForm;

namespace Lab.Chaos.Break.Litmus.Catalogue;

/// <summary>Processors, memory and disks that somebody else uses up.</summary>
internal static class StressFaults
{
    private static readonly IReadOnlyList<Tunable> Pods = [.. Common.Selection, Common.NodeLabel, .. Common.Runtime];

    public static readonly IReadOnlyList<LitmusFault> All =
    [
        new()
        {
            Name = "pod-cpu-hog",
            Tunables =
            [
                Common.Duration("60", "60"),
                new("CPU_CORES", TunableForm.Range, "1", "0") { Unit = "workers, 0 = one a processor", Most = 64 },
                Common.Percent("CPU_LOAD", "100", "100"),
                .. Pods,
            ],
            Dead = ["LIB", "STRESS_IMAGE"],
        },
        new()
        {
            Name = "pod-memory-hog",
            Tunables =
            [
                Common.Duration("60", "60"),
                new("MEMORY_CONSUMPTION", TunableForm.Range, "500", "500") { Unit = "MB" },
                Workers("1", "4"),
                .. Pods,
            ],
            Dead = ["LIB", "STRESS_IMAGE"],
        },
        new()
        {
            Name = "pod-io-stress",
            Tunables =
            [
                Common.Duration("120", "60"),
                Common.Percent("FILESYSTEM_UTILIZATION_PERCENTAGE", "10", ""),
                new("FILESYSTEM_UTILIZATION_BYTES", TunableForm.Range, "", "") { Unit = "GB", Most = 1000 },
                Workers("4", "4"),
                new("VOLUME_MOUNT_PATH", Text, "", ""),
                new("CPU_CORES", TunableForm.Range, null, "0") { Unit = "workers", Most = 64 },
                .. Pods,
            ],
            Dead = ["LIB", "STRESS_IMAGE"],
        },
        new()
        {
            Name = "node-cpu-hog",
            Tunables =
            [
                Common.Duration("60", "30"),
                new("NODE_CPU_CORE", TunableForm.Range, "", "0") { Unit = "workers, 0 = one a processor", Most = 64 },
                Common.Percent("CPU_LOAD", "100", "100"),
                Common.Percent("NODES_AFFECTED_PERC", "", "0") with { ClusterOnly = true },
                new("TARGET_NODES", List, "", "") { ClusterOnly = true },
                new("SEQUENCE", Word, "parallel", "parallel") { Words = ["parallel", "serial", "random"] },
                .. Common.Every,
                Common.NodeLabel,
                .. Common.Helper,
            ],
            Dead = ["LIB"],
        },
    ];

    private static Tunable Workers(string chart, string program) =>
        new("NUMBER_OF_WORKERS", TunableForm.Range, chart, program) { Unit = "workers", Least = 1, Most = 64 };
}
