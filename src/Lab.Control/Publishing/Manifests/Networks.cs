using Lab.Control.Publishing.Writing;

namespace Lab.Control.Publishing.Manifests;

/// <summary>Nobody talks to anybody, except along the references of the model.</summary>
internal sealed class Networks(Named named, PublishedSystem system)
{
    private const string ApiVersion = "networking.k8s.io/v1";
    private const int DnsPort = 53;

    /// <summary>Closes the whole namespace.</summary>
    public ManifestFile Closed()
    {
        var policy = named.Object(ApiVersion, "NetworkPolicy", "default-deny");
        policy["spec"] = new YamlMap { ["podSelector"] = new YamlMap(), ["policyTypes"] = YamlList.Of("Ingress", "Egress") };
        return new ManifestFile("network.yaml", policy);
    }

    /// <summary>Opens what one workload needs: in from those that refer to it, out to what it refers to.</summary>
    public ManifestFile Of(Workload workload)
    {
        string[] callers =
        [
            .. system.Workloads.Where(other => other.References.Any(reference => reference.Target == workload.Name)).Select(other => other.Name),
            .. system.Drivers.Select(driver => driver.Name),
        ];
        var ports = Ports([workload]);
        var from = workload.IsExternal ? null : YamlList.Of(callers.Select(Peer)).OrNothing();
        YamlList? ingress = workload.IsExternal || from is not null ? YamlList.Of(new YamlMap { ["from"] = from, ["ports"] = ports }) : null;
        return Policy(workload.Name, ingress, workload.References);
    }

    /// <summary>Opens all that a driver needs: it sends to every service and reads every server.</summary>
    public ManifestFile Of(Driver driver) => Policy(driver.Name, ingress: null, References(driver));

    /// <summary>A driver refers to everything.</summary>
    public IReadOnlyList<WorkloadReference> References(Driver _) => [.. system.Workloads.Select(workload => new WorkloadReference(workload.Name, workload.Name))];

    private ManifestFile Policy(string resource, YamlList? ingress, IReadOnlyList<WorkloadReference> references)
    {
        var policy = named.Object(ApiVersion, "NetworkPolicy", $"{resource}-network", resource);
        policy["spec"] = new YamlMap
        {
            ["podSelector"] = new YamlMap { ["matchLabels"] = named.Labels(resource) },
            ["policyTypes"] = YamlList.Of("Ingress", "Egress"),
            ["ingress"] = ingress,
            ["egress"] = references.Count == 0 ? null : YamlList.Of(
            [
                .. references.Select(reference => reference.Target).Distinct().Select(target => new YamlMap
                {
                    ["to"] = YamlList.Of(Peer(target)),
                    ["ports"] = Ports(system.Workloads.Where(workload => workload.Name == target)),
                }),
                Dns(),
            ]),
        };
        return new ManifestFile($"{resource}/network.yaml", policy);
    }

    private YamlMap Peer(string resource) => new() { ["podSelector"] = new YamlMap { ["matchLabels"] = named.Labels(resource) } };

    private static YamlList Ports(IEnumerable<Workload> workloads) => YamlList.Of(workloads
        .SelectMany(workload => workload.Kind == WorkloadKind.Service ? workload.Ports.Select(port => port.Number) : [Servers.Port(workload)])
        .Select(port => new YamlMap { ["protocol"] = "TCP", ["port"] = port }));

    private static YamlMap Dns() => new()
    {
        ["to"] = YamlList.Of(new YamlMap
        {
            ["namespaceSelector"] = new YamlMap { ["matchLabels"] = new YamlMap { ["kubernetes.io/metadata.name"] = "kube-system" } },
            ["podSelector"] = new YamlMap { ["matchLabels"] = new YamlMap { ["k8s-app"] = "kube-dns" } },
        }),
        ["ports"] = YamlList.Of(new YamlMap { ["protocol"] = "UDP", ["port"] = DnsPort }, new YamlMap { ["protocol"] = "TCP", ["port"] = DnsPort }),
    };
}
