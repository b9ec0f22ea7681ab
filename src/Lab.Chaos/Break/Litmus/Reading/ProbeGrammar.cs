using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Break.Litmus.Reading;

/// <summary>Every key that a probe may have, by section.</summary>
internal static class ProbeGrammar
{
    public static readonly Shape Probe = new("probe",
        new Key("name", "alive", Required: true),
        new Key("type", "httpProbe", Required: true),
        new Key("mode", "Continuous", Required: true),
        new Key("runProperties", "{ probeTimeout: 2s, interval: 500ms }", Required: true),
        new Key("data", "\"\""),
        new Key("httpProbe/inputs", "{ url: \"http://127.0.0.1:5080/health\", method: { get: { criteria: ==, responseCode: \"200\" } } }"),
        new Key("cmdProbe/inputs", "{ command: echo 1, comparator: { type: int, criteria: ==, value: \"1\" } }"),
        new Key("k8sProbe/inputs", "{ version: v1, resource: pods, labelSelector: app.kubernetes.io/component=inventory, operation: present }"),
        new Key("promProbe/inputs", "{ endpoint: \"http://127.0.0.1:9090\", query: up, comparator: { criteria: ==, value: \"1\" } }"));

    public static readonly Shape RunProperties = new("runProperties",
        new Key("probeTimeout", "2s", Required: true),
        new Key("interval", "500ms", Required: true),
        new Key("attempt", "2"),
        new Key("retry", "2"),
        new Key("probePollingInterval", "1s"),
        new Key("initialDelay", "1s"),
        new Key("initialDelaySeconds", "1"),
        new Key("verbosity", "info"),
        new Key("stopOnFailure", "false"),
        new Key("evaluationTimeout", "30s"));

    public static readonly Shape Http = new("httpProbe",
        new Key("url", "\"http://127.0.0.1:5080/health\"", Required: true),
        new Key("insecureSkipVerify", "false"),
        new Key("method", "{ get: { criteria: ==, responseCode: \"200\" } }", Required: true));

    public static readonly Shape Method = new("method",
        new Key("get", "{ criteria: ==, responseCode: \"200\" }"),
        new Key("post", "{ criteria: ==, responseCode: \"201\", contentType: application/json, body: \"{}\" }"));

    public static readonly Shape Get = new("get",
        new Key("criteria", "==", Required: true),
        new Key("responseCode", "\"200\"", Required: true));

    public static readonly Shape Post = new("post",
        new Key("criteria", "==", Required: true),
        new Key("responseCode", "\"200\"", Required: true),
        new Key("contentType", "application/json"),
        new Key("body", "\"{}\""),
        new Key("bodyPath", "order.json"));

    public static readonly Shape Command = new("cmdProbe",
        new Key("command", "echo 1", Required: true),
        new Key("comparator", "{ type: int, criteria: ==, value: \"1\" }", Required: true),
        new Key("source", "{ image: busybox:1.36 }"));

    public static readonly Shape Comparator = new("comparator",
        new Key("type", "int", Required: true),
        new Key("criteria", "==", Required: true),
        new Key("value", "\"1\"", Required: true));

    public static readonly Shape Kubernetes = new("k8sProbe",
        new Key("group", "apps"),
        new Key("version", "v1", Required: true),
        new Key("resource", "pods", Required: true),
        new Key("namespace", "shop"),
        new Key("resourceNames", "inventory"),
        new Key("fieldSelector", "status.phase=Running"),
        new Key("labelSelector", "app.kubernetes.io/component=inventory"),
        new Key("operation", "present", Required: true));

    public static readonly Shape Prometheus = new("promProbe",
        new Key("endpoint", "\"http://127.0.0.1:9090\"", Required: true),
        new Key("query", "up"),
        new Key("queryPath", "query.promql"),
        new Key("comparator", "{ criteria: ==, value: \"1\" }", Required: true));

    public static readonly Shape Sample = new("sample",
        new Key("type", "float"),
        new Key("criteria", "==", Required: true),
        new Key("value", "\"1\"", Required: true));

    /// <summary>A pod of its own for a command, which only a cluster has.</summary>
    public static readonly Form Source = Forms.Of("source",
        ("image", Forms.Filled, true),
        ("hostNetwork", Forms.Flag, false),
        ("inheritInputs", Forms.Flag, false),
        ("args", Forms.List(Forms.Text), false),
        ("command", Forms.List(Forms.Text), false),
        ("env", Forms.List(ClusterParts.Environment), false),
        ("labels", Forms.Map(Forms.Text), false),
        ("annotations", Forms.Map(Forms.Text), false),
        ("imagePullPolicy", Forms.Word("Always", "IfNotPresent", "Never"), false),
        ("privileged", Forms.Flag, false),
        ("nodeSelector", Forms.Map(Forms.Text), false),
        ("tolerations", Forms.List(ClusterParts.Tolerations), false),
        ("volumes", Forms.List(Forms.AnyMap), false),
        ("volumeMount", Forms.List(Forms.AnyMap), false),
        ("imagePullSecrets", Forms.List(Forms.AnyMap), false));
}
