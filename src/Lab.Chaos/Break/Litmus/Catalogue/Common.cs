using static Lab.Chaos.Break.Litmus.Catalogue.TunableForm;

namespace Lab.Chaos.Break.Litmus.Catalogue;

/// <summary>Settings that many faults share.</summary>
internal static class Common
{
    /// <summary>Of every fault.</summary>
    public static readonly IReadOnlyList<Tunable> Every =
    [
        new("RAMP_TIME", Integer, "", "0") { Unit = "s", Most = 86_400 },
        new("DEFAULT_HEALTH_CHECK", Flag, "false", ""),
        new("INSTANCE_ID", Text, null, ""),
        new("TARGET_CONTAINER", List, "", ""),
    ];

    /// <summary>Which of the pods that match, and in which order.</summary>
    public static readonly IReadOnlyList<Tunable> Selection =
    [
        .. Every,
        new("PODS_AFFECTED_PERC", TunableForm.Range, "", "0") { Unit = "%", Most = 100 },
        new("TARGET_PODS", List, "", ""),
        new("SEQUENCE", Word, "parallel", "parallel") { Words = ["parallel", "serial", "random"] },
    ];

    /// <summary>Of the faults that go to the container runtime of a node.</summary>
    public static readonly IReadOnlyList<Tunable> Runtime =
    [
        new("CONTAINER_RUNTIME", Word, "containerd", "containerd") { Words = ["containerd", "crio", "docker"], ClusterOnly = true },
        new("SOCKET_PATH", Text, "/run/containerd/containerd.sock", "/run/containerd/containerd.sock") { ClusterOnly = true },
        .. Helper,
    ];

    /// <summary>Pods by the node on which they run.</summary>
    public static Tunable NodeLabel { get; } = new("NODE_LABEL", Text, "", "") { ClusterOnly = true };

    /// <summary>Of the faults that start a pod of their own.</summary>
    public static IReadOnlyList<Tunable> Helper =>
    [
        new("LIB_IMAGE", Text, "litmuschaos.docker.scarf.sh/litmuschaos/go-runner:3.28.0", "litmuschaos/go-runner:latest") { ClusterOnly = true },
        new("SET_HELPER_DATA", Flag, null, "true") { ClusterOnly = true },
    ];

    /// <summary>What the runner puts into the environment of every experiment; an engine that sets it is left alone.</summary>
    public static readonly IReadOnlyList<string> SetByRunner =
    [
        "APP_KIND", "APP_LABEL", "APP_NAMESPACE", "AUXILIARY_APPINFO", "CHAOSENGINE", "CHAOS_NAMESPACE", "CHAOS_SERVICE_ACCOUNT", "CHAOS_UID",
        "EXPERIMENT_NAME", "JOB_CLEANUP_POLICY", "LIB_IMAGE_PULL_POLICY", "POD_NAME", "STATUS_CHECK_DELAY", "STATUS_CHECK_TIMEOUT", "TARGETS",
        "TERMINATION_GRACE_PERIOD_SECONDS",
    ];

    /// <summary>How long a fault lasts.</summary>
    public static Tunable Duration(string? chart, string program) =>
        new("TOTAL_CHAOS_DURATION", Integer, chart, program) { Unit = "s", Least = 1, Most = 86_400 };

    /// <summary>A percentage that may be drawn from a range.</summary>
    public static Tunable Percent(string name, string? chart, string program) =>
        new(name, TunableForm.Range, chart, program) { Unit = "%", Most = 100 };
}
