using static Lab.Chaos.Break.Litmus.Catalogue.TunableForm;

namespace Lab.Chaos.Break.Litmus.Catalogue;

/// <summary>HTTP answers that are late or wrong, names that are not found.</summary>
internal static class RequestFaults
{
    private static readonly IReadOnlyList<Tunable> Http =
    [
        new("TARGET_SERVICE_PORT", Integer, "80", "80") { Least = 1, Most = 65_535 },
        new("TOXICITY", Integer, "100", "100") { Unit = "% of connections", Most = 100 },
        new("PROXY_PORT", Integer, "20000", "20000") { Least = 1, Most = 65_535, ClusterOnly = true },
        new("NETWORK_INTERFACE", Text, "eth0", "eth0") { ClusterOnly = true },
        .. Common.Selection,
        Common.NodeLabel,
        .. Common.Runtime,
    ];

    public static readonly IReadOnlyList<LitmusFault> All =
    [
        new()
        {
            Name = "pod-http-latency",
            Tunables = [Common.Duration("60", "60"), new("LATENCY", Integer, "2000", "6000") { Unit = "ms" }, .. Http],
            Dead = ["LIB"],
        },
        new()
        {
            Name = "pod-http-status-code",
            Tunables =
            [
                Common.Duration("60", "60"),
                new("STATUS_CODE", Numbers, "", "") { Least = 100, Most = 599 },
                new("MODIFY_RESPONSE_BODY", Flag, "true", "true"),
                new("RESPONSE_BODY", Text, "", ""),
                new("CONTENT_TYPE", Text, "text/plain", "text/plain"),
                new("CONTENT_ENCODING", Text, "", ""),
                .. Http,
            ],
            Dead = ["LIB", "CHAOS_INTERVAL"],
        },
        new()
        {
            Name = "pod-dns-error",
            Tunables =
            [
                Common.Duration("60", "60"),
                new("TARGET_HOSTNAMES", List, "", ""),
                new("MATCH_SCHEME", Word, "exact", "exact") { Words = ["exact", "substring"] },
                new("CHAOS_TYPE", Word, null, "error") { Words = ["error"] },
                .. Common.Selection,
                .. Common.Runtime,
            ],
            Dead = ["LIB"],
        },
    ];
}
