using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Break.Litmus.Reading;

/// <summary>
/// Every key that a ChaosEngine may have, by section: what all variants of the CRD of Litmus 3.31 keep. Another key is dropped by the API server
/// without a word, so here it is a problem. Probes: <see cref="ProbeGrammar"/>.
/// </summary>
internal static class EngineGrammar
{
    public static readonly IReadOnlyList<string> DeadOfSpec = ["annotationCheck", "monitoring", "rank"];

    public static readonly IReadOnlyList<string> DeadOfComponents = ["monitor"];

    public static readonly Shape Engine = new("engine",
        new Key("apiVersion", "litmuschaos.io/v1alpha1", Required: true),
        new Key("kind", "ChaosEngine", Required: true),
        new Key("metadata", "{ name: cart-latency }", Required: true),
        new Key("spec", "{ engineState: active, chaosServiceAccount: chaos-lab, experiments: [{ name: pod-delete }] }", Required: true),
        new Key("status", "{}"));

    public static readonly Shape Metadata = new("metadata",
        new Key("name", "cart-latency", Required: true),
        new Key("namespace", "shop"),
        new Key("labels", "{ context: cart }"),
        new Key("annotations", "{ chaoslab.dev/after: 10ms }"),
        new Key("generateName", "cart-"),
        new Key("finalizers", "[]"),
        // Written by the API server; files that were exported from a cluster have them.
        new Key("creationTimestamp", "null"),
        new Key("deletionGracePeriodSeconds", "0"),
        new Key("deletionTimestamp", "null"),
        new Key("generation", "1"),
        new Key("managedFields", "[]"),
        new Key("ownerReferences", "[]"),
        new Key("resourceVersion", "\"1\""),
        new Key("selfLink", "\"\""),
        new Key("uid", "\"\""));

    public static readonly Shape Spec = new("spec",
        new Key("engineState", "active", Required: true),
        new Key("appinfo", "{ appns: shop, applabel: app.kubernetes.io/component=inventory, appkind: deployment }"),
        new Key("selectors", "{ workloads: [{ kind: deployment, namespace: shop, names: inventory }] }"),
        new Key("chaosServiceAccount", "chaos-lab", Required: true),
        new Key("defaultHealthCheck", "false"),
        new Key("auxiliaryAppInfo", "\"\""),
        new Key("jobCleanUpPolicy", "retain"),
        new Key("terminationGracePeriodSeconds", "30"),
        new Key("components", "{ runner: { imagePullPolicy: IfNotPresent } }"),
        new Key("experiments", "[{ name: pod-delete }]", Required: true));

    public static readonly Shape AppInfo = new("appinfo",
        new Key("appns", "shop"),
        new Key("applabel", "app.kubernetes.io/component=inventory"),
        new Key("appkind", "deployment"));

    public static readonly Shape Selectors = new("selectors",
        new Key("workloads", "[{ kind: deployment, namespace: shop, names: inventory }]"),
        new Key("pods", "[{ namespace: shop, names: inventory-2 }]"));

    public static readonly Shape Workload = new("workload",
        new Key("kind", "deployment", Required: true),
        new Key("namespace", "shop", Required: true),
        new Key("names", "inventory"),
        new Key("labels", "app.kubernetes.io/component=inventory"),
        new Key("labelMatchMode", "union"));

    public static readonly Shape Pods = new("pods",
        new Key("names", "inventory-2", Required: true),
        new Key("namespace", "shop", Required: true));

    public static readonly Shape Experiment = new("experiment",
        new Key("name", "pod-delete", Required: true),
        new Key("spec", "{ components: { env: [{ name: TOTAL_CHAOS_DURATION, value: \"30\" }] } }"));

    public static readonly Shape ExperimentSpec = new("experimentSpec",
        new Key("components", "{ env: [{ name: TOTAL_CHAOS_DURATION, value: \"30\" }] }"),
        new Key("probe", "[{ name: alive, type: httpProbe, mode: Continuous }]"));

    public static readonly Shape ExperimentComponents = new("experimentComponents",
        new Key("env", "[{ name: TOTAL_CHAOS_DURATION, value: \"30\" }]"),
        new Key("configMaps", "[{ name: settings, mountPath: /mnt }]"),
        new Key("secrets", "[{ name: key, mountPath: /mnt }]"),
        new Key("experimentAnnotations", "{ sidecar.istio.io/inject: \"false\" }"),
        new Key("experimentImage", "litmuschaos/go-runner:3.31.0"),
        new Key("experimentImagePullSecrets", "[{ name: registry }]"),
        new Key("nodeSelector", "{ kubernetes.io/os: linux }"),
        new Key("statusCheckTimeouts", "{ delay: 2, timeout: 180 }"),
        new Key("resources", "{ limits: { cpu: 250m } }"),
        new Key("tolerations", "[{ operator: Exists }]"));

    public static readonly Shape Environment = new("env",
        new Key("name", "TOTAL_CHAOS_DURATION", Required: true),
        new Key("value", "\"30\""),
        new Key("valueFrom", "{ configMapKeyRef: { name: settings, key: duration } }"));

    public static readonly Shape StatusCheckTimeouts = new("statusCheckTimeouts",
        new Key("delay", "2"),
        new Key("timeout", "180"));
}
