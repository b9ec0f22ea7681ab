using Lab.Contracts.Cluster;
using static Lab.Chaos.Break.Litmus.Catalogue.TunableForm;

namespace Lab.Chaos.Break.Litmus.Catalogue;

/// <summary>Processes that end or stand still.</summary>
internal static class ProcessFaults
{
    // Read by programs newer than 3.31.0 only.
    private static readonly IReadOnlyList<Tunable> Order =
    [
        new("POD_TERMINATION_ORDER", Word, null, "random") { Words = ["random", "alphabetical", "reverse"] },
        new("INTER_POD_KILL_INTERVAL_SECONDS", Integer, null, "0") { Unit = "s", Most = 86_400 },
        new("RANDOMNESS", Flag, null, ""),
        Common.NodeLabel,
    ];

    public static readonly IReadOnlyList<LitmusFault> All =
    [
        new()
        {
            Name = "pod-delete",
            Tunables =
            [
                Common.Duration("15", "30"),
                Interval("5", "10"),
                new("FORCE", Flag, "true", "false"),
                .. Common.Selection,
                .. Order,
            ],
            Dead = ["LIB"],
        },
        new()
        {
            Name = "container-kill",
            Tunables =
            [
                Common.Duration("20", "20"),
                Interval("10", "10"),
                new("SIGNAL", Word, "SIGKILL", "SIGKILL") { Words = ["SIGKILL", "SIGTERM"] },
                new("CONTAINER_API_TIMEOUT", Text, null, "-1") { Unit = "s", ClusterOnly = true },
                .. Common.Selection,
                .. Order,
                .. Common.Runtime,
            ],
            Dead = ["LIB"],
        },
        new()
        {
            // SIGSTOP for as long as it says, then SIGCONT: what a long collection or a stolen processor looks like from outside.
            Name = LocalOnly.Pause,
            Tunables = [Common.Duration(null, "10"), .. Common.Selection],
            InLitmus = false,
        },
    ];

    private static Tunable Interval(string chart, string program) =>
        new("CHAOS_INTERVAL", TunableForm.Range, chart, program) { Unit = "s", Least = 1, Most = 86_400 };
}
