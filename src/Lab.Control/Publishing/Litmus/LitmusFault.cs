namespace Lab.Control.Publishing.Litmus;

/// <summary>
/// The faults of Litmus that can be published, with the values that its charts (3.28) give their settings where the engine gives none: the same values that the
/// local executor goes by. Settings of a retired library (TC_IMAGE, STRESS_IMAGE) are left out, and what depends on the cluster is added when written.
/// </summary>
/// <param name="Name">For example <c>pod-delete</c>.</param>
/// <param name="Settings">Name and value.</param>
internal sealed record LitmusFault(string Name, IReadOnlyList<(string Name, string Value)> Settings)
{
    /// <summary>Works inside of containers, so it must know their runtime and where that listens.</summary>
    public bool EntersContainers { get; init; }

    /// <summary>Starts pods of its own image beside the targets.</summary>
    public bool StartsHelpers { get; init; }

    /// <summary>Hits nodes, for which a Role of one namespace is not enough.</summary>
    public bool OfNodes { get; init; }

    /// <summary>In the order of the charts.</summary>
    public static IReadOnlyList<LitmusFault> All { get; } =
    [
        new("pod-delete", [("CHAOS_INTERVAL", "5"), ("FORCE", "true"), ("SEQUENCE", "parallel"), ("TOTAL_CHAOS_DURATION", "15")]),
        new("container-kill", [("CHAOS_INTERVAL", "10"), ("SEQUENCE", "parallel"), ("SIGNAL", "SIGKILL"), ("TOTAL_CHAOS_DURATION", "20")]) { EntersContainers = true, StartsHelpers = true },
        new("pod-network-latency", [("JITTER", "0"), ("NETWORK_INTERFACE", "eth0"), ("NETWORK_LATENCY", "2000"), ("SEQUENCE", "parallel"), ("TOTAL_CHAOS_DURATION", "60")]) { EntersContainers = true, StartsHelpers = true },
        new("pod-network-loss", [("NETWORK_INTERFACE", "eth0"), ("NETWORK_PACKET_LOSS_PERCENTAGE", "100"), ("SEQUENCE", "parallel"), ("TOTAL_CHAOS_DURATION", "60")]) { EntersContainers = true, StartsHelpers = true },
        new("pod-network-corruption", [("NETWORK_INTERFACE", "eth0"), ("NETWORK_PACKET_CORRUPTION_PERCENTAGE", "100"), ("SEQUENCE", "parallel"), ("TOTAL_CHAOS_DURATION", "60")]) { EntersContainers = true, StartsHelpers = true },
        new("pod-network-partition", [("POLICY_TYPES", "all"), ("TOTAL_CHAOS_DURATION", "60")]),
        new("pod-cpu-hog", [("CPU_CORES", "1"), ("CPU_LOAD", "100"), ("SEQUENCE", "parallel"), ("TOTAL_CHAOS_DURATION", "60")]) { EntersContainers = true, StartsHelpers = true },
        new("pod-memory-hog", [("MEMORY_CONSUMPTION", "500"), ("NUMBER_OF_WORKERS", "1"), ("SEQUENCE", "parallel"), ("TOTAL_CHAOS_DURATION", "60")]) { EntersContainers = true, StartsHelpers = true },
        new("pod-io-stress", [("FILESYSTEM_UTILIZATION_PERCENTAGE", "10"), ("NUMBER_OF_WORKERS", "4"), ("SEQUENCE", "parallel"), ("TOTAL_CHAOS_DURATION", "120")]) { EntersContainers = true, StartsHelpers = true },
        new("pod-http-latency", [("LATENCY", "2000"), ("NETWORK_INTERFACE", "eth0"), ("PROXY_PORT", "20000"), ("SEQUENCE", "parallel"), ("TARGET_SERVICE_PORT", "80"), ("TOTAL_CHAOS_DURATION", "60"), ("TOXICITY", "100")]) { EntersContainers = true, StartsHelpers = true },
        new("pod-http-status-code", [("CONTENT_TYPE", "text/plain"), ("MODIFY_RESPONSE_BODY", "true"), ("NETWORK_INTERFACE", "eth0"), ("PROXY_PORT", "20000"), ("SEQUENCE", "parallel"), ("TARGET_SERVICE_PORT", "80"), ("TOTAL_CHAOS_DURATION", "60"), ("TOXICITY", "100")]) { EntersContainers = true, StartsHelpers = true },
        new("pod-dns-error", [("MATCH_SCHEME", "exact"), ("SEQUENCE", "parallel"), ("TOTAL_CHAOS_DURATION", "60")]) { EntersContainers = true, StartsHelpers = true },
        new("node-cpu-hog", [("CPU_LOAD", "100"), ("SEQUENCE", "parallel"), ("TOTAL_CHAOS_DURATION", "60")]) { StartsHelpers = true, OfNodes = true },
        new("node-drain", [("TOTAL_CHAOS_DURATION", "60")]) { OfNodes = true },
    ];

    public static LitmusFault? Find(string name) => All.FirstOrDefault(fault => fault.Name == name);
}
