namespace Lab.Chaos.Tests.Break.Litmus;

/// <summary>Mistakes in an engine, each with its place and mend; most of them Litmus passes over in silence.</summary>
public sealed class EngineMistakesTests
{
    private const string AppLabel = "\"app=cart,app=till\"";

    [Fact]
    public void An_unknown_key() => Assert.Equal(
        "engine.yaml:10:3: Unknown key 'chaosServiceAcount' in 'spec'. Known: appinfo, auxiliaryAppInfo, chaosServiceAccount, components, "
        + "defaultHealthCheck, engineState, experiments, jobCleanUpPolicy, selectors, terminationGracePeriodSeconds. Did you mean 'chaosServiceAccount'?",
        EngineFile.Problem("chaosServiceAccount:", "chaosServiceAcount:"));

    [Fact]
    public void A_number_where_Kubernetes_wants_text() => Assert.Equal(
        "engine.yaml:16:52: 'spec.experiments[1].spec.components.env[1].value' is 30, which YAML takes for a number or a truth value, and Kubernetes "
        + "wants text. Quote it: value: \"30\"",
        EngineFile.Problem("value: \"30\"", "value: 30"));

    [Fact]
    public void A_truth_value_where_Kubernetes_wants_text() => Assert.Equal(
        "engine.yaml:18:38: 'spec.experiments[1].spec.components.env[3].value' is on, which YAML takes for a number or a truth value, and Kubernetes "
        + "wants text. Quote it: value: \"on\"",
        EngineFile.Problem("value: \"\"", "value: on"));

    [Fact]
    public void A_setting_that_is_no_number_which_Litmus_takes_for_zero() => Assert.Equal(
        "engine.yaml:17:47: NETWORK_LATENCY of pod-network-latency is '300ms'; it must be a whole number from 0 to 1000000 (ms), for example \"2000\".",
        EngineFile.Problem("value: \"300\"", "value: \"300ms\""));

    [Fact]
    public void A_setting_outside_its_bounds() => Assert.Equal(
        "engine.yaml:16:52: TOTAL_CHAOS_DURATION of pod-network-latency is '0'; it must be a whole number from 1 to 86400 (s), for example \"60\".",
        EngineFile.Problem("value: \"30\"", "value: \"0\""));

    [Fact]
    public void A_setting_that_is_set_twice() => Assert.Equal(
        "engine.yaml:18:23: 'NETWORK_LATENCY' is set twice; the last one would win. Keep one.",
        EngineFile.Problem("name: JITTER", "name: NETWORK_LATENCY"));

    [Fact]
    public void A_set_based_label_is_refused_with_its_mend() => Assert.Equal(
        "engine.yaml:9:37: 'app in (cart, till)' is a set-based label; Litmus splits it at its commas and finds nothing. Alternatives are united, so "
        + "write: app=cart,app=till",
        EngineFile.Problem(AppLabel, "\"app in (cart, till)\""));

    [Fact]
    public void A_negative_set_based_label_has_no_mend_but_to_name_what_is_hit() => Assert.Equal(
        "engine.yaml:9:37: 'app notin (cart)' is a set-based label; Litmus splits it at its commas and finds nothing. Name what is hit instead, for "
        + "example app.kubernetes.io/component=inventory.",
        EngineFile.Problem(AppLabel, "app notin (cart)"));

    [Theory]
    [InlineData("app", "'app' in 'spec.appinfo.applabel' is no label with a value. Write key=value, for example app.kubernetes.io/component=inventory.")]
    [InlineData("app!=cart", "'app!=cart' in 'spec.appinfo.applabel' is no label with a value. Write key=value, for example app.kubernetes.io/component=inventory.")]
    [InlineData("\"app=cart,\"", "'spec.appinfo.applabel' has an empty piece between its commas. Remove it.")]
    public void A_label_without_a_value(string label, string problem) =>
        Assert.Equal($"engine.yaml:9:37: {problem}", EngineFile.Problem(AppLabel, label));

    [Fact]
    public void Half_an_appinfo_stops_the_engine_on_a_cluster() => Assert.Equal(
        "engine.yaml:9:12: 'spec.appinfo' has only one of applabel and appkind, and Litmus stops such an engine. Give both, for example applabel: "
        + "app.kubernetes.io/component=inventory and appkind: deployment.",
        EngineFile.Problem(", appkind: deployment", ""));

    [Fact]
    public void An_unknown_kind_of_workload() => Assert.Equal(
        "engine.yaml:9:67: Unknown word 'job' for 'spec.appinfo.appkind'. Known: daemonset, deployment, deploymentconfig, rollout, statefulset.",
        EngineFile.Problem("appkind: deployment", "appkind: job"));

    [Theory]
    [InlineData("chaoslab.dev/after: 10ms", "chaoslab.dev/after: soon", "6:38: 'chaoslab.dev/after' is 'soon'; it must be a duration with its unit (us, ms, s, m, h), for example 10ms.")]
    [InlineData("chaoslab.dev/after: 10ms", "chaoslab.dev/afer: 10ms", "6:18: Unknown annotation 'chaoslab.dev/afer'. Known: chaoslab.dev/after, chaoslab.dev/seed, chaoslab.dev/trace-point. Did you mean 'chaoslab.dev/after'?")]
    [InlineData("chaoslab.dev/after: 10ms", "chaoslab.dev/after: 10ms, chaoslab.dev/trace-point: after-commit", "6:18: 'chaoslab.dev/trace-point' and 'chaoslab.dev/after' both say when the fault strikes. Keep one.")]
    [InlineData("\"42\"", "\"x\"", "6:63: 'chaoslab.dev/seed' is 'x'; it must be a whole number in quotes, for example \"42\".")]
    public void Annotations_of_the_lab(string from, string to, string problem) =>
        Assert.Equal($"engine.yaml:{problem}", EngineFile.Problem(from, to));

    [Fact]
    public void A_kind_that_Litmus_does_not_have() => Assert.Equal(
        "engine.yaml:2:7: Unknown kind 'ChaosEngin' of litmuschaos.io/v1alpha1. Known: ChaosEngine, ChaosExperiment, ChaosResult. Did you mean 'ChaosEngine'?",
        EngineFile.Problem("kind: ChaosEngine", "kind: ChaosEngin"));

    [Fact]
    public void Everything_at_once_in_line_order()
    {
        var problems = EngineFile.Problems(
            ("engineState: active", "engineState: on"), ("app=cart,app=till", "app"), ("value: \"30\"", "value: 30"), ("probeTimeout: 2s, interval: 500ms", "probeTimeout: 2, interval: 500ms"));

        Assert.Equal(["8:16", "9:37", "16:52", "24:44"], problems.Select(problem => string.Join(':', problem.Split(':')[1..3])));
    }

    [Theory]
    [InlineData("annotationCheck: \"false\"", "annotationCheck")]
    [InlineData("monitoring: true", "monitoring")]
    [InlineData("rank: 1", "rank")]
    public void Dead_keys_are_warned_of_and_skipped(string line, string key) => Assert.Equal(
        $"engine.yaml:8:3: '{key}' is dead since Litmus 2: nothing reads it. Remove it.",
        EngineFile.Warning("  engineState: active\n", $"  {line}\n  engineState: active\n"));

    [Fact]
    public void The_dead_monitor_is_warned_of_too() => Assert.Equal(
        "engine.yaml:8:17: 'monitor' is dead since Litmus 2: nothing reads it. Remove it.",
        EngineFile.Warning("  engineState: active\n", "  components: { monitor: { image: x } }\n  engineState: active\n"));

    [Fact]
    public void A_health_check_that_the_chart_switches_off_again() => Assert.Equal(
        "engine.yaml:8:23: 'defaultHealthCheck: true' has no effect: DEFAULT_HEALTH_CHECK of the chart's experiment is \"false\" and wins. Add env "
        + "DEFAULT_HEALTH_CHECK with value \"true\".",
        EngineFile.Warning("  engineState: active\n", "  defaultHealthCheck: true\n  engineState: active\n"));

    [Fact]
    public void A_setting_that_the_fault_does_not_have() => Assert.Equal(
        "engine.yaml:18:23: JITER is no setting of pod-network-latency, so it has no effect. Did you mean JITTER?",
        EngineFile.Warning("name: JITTER", "name: JITER"));

    [Fact]
    public void A_setting_that_nothing_reads_any_more() => Assert.Equal(
        "engine.yaml:18:23: TC_IMAGE is not read by pod-network-latency any more. Remove it.",
        EngineFile.Warning("name: JITTER", "name: TC_IMAGE"));

    [Fact]
    public void A_value_that_only_the_cluster_has()
    {
        var engine = EngineFile.Read(("value: \"300\"", "valueFrom: { configMapKeyRef: { name: settings, key: latency } }"));

        Assert.Equal(
            "engine.yaml:17:51: NETWORK_LATENCY takes its value from the cluster; without one it is unset, and its default is in force. Write it as "
            + "'value' to have the same in both.",
            Assert.Single(engine.Warnings));
        Assert.Equal("2000", engine.Experiments[0].Settings.Text("NETWORK_LATENCY"));
    }

    [Fact]
    public void A_misspelt_fault() => Assert.Equal(
        "engine.yaml:12:13: Unknown fault 'pod-network-latancy'. Known: container-kill, node-cpu-hog, pod-cpu-hog, pod-delete, pod-dns-error, "
        + "pod-http-latency, pod-http-status-code, pod-io-stress, pod-memory-hog, pod-network-corruption, pod-network-latency, pod-network-loss, "
        + "pod-network-partition, pod-pause. Did you mean 'pod-network-latency'?",
        EngineFile.NotHere("pod-network-latency", "pod-network-latancy"));
}
