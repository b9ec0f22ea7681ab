using static Lab.Chaos.Break.Litmus.Catalogue.TunableForm;

namespace Lab.Chaos.Break.Litmus.Catalogue;

/// <summary>Packets that are late, lost, damaged or stopped.</summary>
internal static class NetworkFaults
{
    private static readonly IReadOnlyList<Tunable> Netem =
    [
        Common.Duration("60", "60"),
        new("CORRELATION", Integer, null, "0") { Unit = "%", Most = 100 },
        new("DESTINATION_IPS", List, "", ""),
        new("DESTINATION_HOSTS", List, "", ""),
        new("SOURCE_PORTS", List, null, ""),
        new("DESTINATION_PORTS", List, null, ""),
        new("NETWORK_INTERFACE", Text, "eth0", "eth0") { ClusterOnly = true },
        .. Common.Selection,
        Common.NodeLabel,
        .. Common.Runtime,
    ];

    public static readonly IReadOnlyList<LitmusFault> All =
    [
        OfNetem("pod-network-latency",
            new("NETWORK_LATENCY", Integer, "2000", "2000") { Unit = "ms" },
            new("JITTER", Integer, "0", "0") { Unit = "ms" }),
        OfNetem("pod-network-loss", Common.Percent("NETWORK_PACKET_LOSS_PERCENTAGE", "100", "100")),
        OfNetem("pod-network-corruption", Common.Percent("NETWORK_PACKET_CORRUPTION_PERCENTAGE", "100", "100")),
        new()
        {
            Name = "pod-network-partition",
            Tunables =
            [
                Common.Duration("60", "30"),
                new("POLICY_TYPES", Word, "all", "all") { Words = ["all", "ingress", "egress"] },
                new("DESTINATION_IPS", List, "", ""),
                new("DESTINATION_HOSTS", List, "", ""),
                new("POD_SELECTOR", Text, "", "") { ClusterOnly = true },
                new("NAMESPACE_SELECTOR", Text, "", "") { ClusterOnly = true },
                new("PORTS", Text, "", "") { ClusterOnly = true },
                .. Common.Every,
            ],
            Dead = ["LIB"],
        },
    ];

    private static LitmusFault OfNetem(string name, params IReadOnlyList<Tunable> own) => new()
    {
        Name = name,
        Tunables = [.. own, .. Netem],
        Dead = ["LIB", "TC_IMAGE"],
    };
}
