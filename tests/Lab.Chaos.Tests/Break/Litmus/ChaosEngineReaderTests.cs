using Lab.Chaos.Break.Litmus;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Tests.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Break.Litmus;

/// <summary>What an engine says when it is right.</summary>
public sealed class ChaosEngineReaderTests
{
    [Fact]
    public void Labels_are_alternatives_at_every_comma()
    {
        var target = Assert.Single(EngineFile.Read().Targets);

        Assert.Equal("deployment", target.Kind);
        Assert.Equal("shop", target.Namespace);
        Assert.Equal([("app", "cart"), ("app", "till")], target.Labels);
    }

    [Fact]
    public void Annotations_say_when_in_a_volley_it_strikes_and_from_which_seed()
    {
        var engine = EngineFile.Read();

        Assert.Equal(new FaultMoment(null, TimeSpan.FromMilliseconds(10)), engine.Moment);
        Assert.Equal(new Seed(42), engine.Seed);
    }

    [Fact]
    public void A_trace_point_takes_the_place_of_a_time()
    {
        var engine = EngineFile.Read(("chaoslab.dev/after: 10ms, chaoslab.dev/seed: \"42\"", "chaoslab.dev/trace-point: after-commit"));

        Assert.Equal(new FaultMoment("after-commit", TimeSpan.Zero), engine.Moment);
        Assert.Null(engine.Seed);
    }

    [Fact]
    public void Without_annotations_it_strikes_at_once()
    {
        var engine = EngineFile.Read(("  annotations: { chaoslab.dev/after: 10ms, chaoslab.dev/seed: \"42\" }\n", ""));

        Assert.Equal(FaultMoment.AtOnce, engine.Moment);
    }

    [Fact]
    public void A_stopped_engine_is_not_active() =>
        Assert.False(EngineFile.Read(("engineState: active", "engineState: stop")).Active);

    [Fact]
    public void Probes_come_in_order_with_their_pace()
    {
        var probes = Assert.Single(EngineFile.Read().Experiments).Probes;

        Assert.Equal(
            [
                new CommandProbe("stock")
                {
                    Mode = ProbeMode.SOT,
                    Pace = new ProbePace { Timeout = TimeSpan.FromSeconds(2), Interval = TimeSpan.FromMilliseconds(500), Attempts = 3 },
                    Command = "redis-cli get stock",
                    Output = new Comparator(ComparatorKind.Integer, ">", "0"),
                },
                new HttpProbe("alive")
                {
                    Mode = ProbeMode.Continuous,
                    Pace = new ProbePace
                    {
                        Timeout = TimeSpan.FromSeconds(2),
                        Interval = TimeSpan.Zero,
                        PollingInterval = TimeSpan.FromMilliseconds(250),
                        StopOnFailure = true,
                    },
                    Url = "http://127.0.0.1:5080/health",
                    Status = new Comparator(ComparatorKind.Integer, "==", "200"),
                },
            ],
            probes);
    }

    [Fact]
    public void Selectors_name_workloads_or_label_them_and_win_over_appinfo()
    {
        var engine = EngineFile.Read(("  chaosServiceAccount: chaos-lab\n", Indented("""
            chaosServiceAccount: chaos-lab
            selectors:
              workloads:
                - { kind: deployment, namespace: shop, names: "inventory, checkout" }
                - { kind: statefulset, namespace: data, labels: app=redis }
            """)));

        Assert.Equal(2, engine.Targets.Count);
        Assert.Equal(["inventory", "checkout"], engine.Targets[0].Names);
        Assert.Equal([("app", "redis")], engine.Targets[1].Labels);
        Assert.Equal("engine.yaml:9:12: 'appinfo' is not used: 'selectors' wins over it. Remove one of them.", Assert.Single(engine.Warnings));
    }

    [Fact]
    public void Pods_are_selected_by_name()
    {
        var engine = EngineFile.Read((
            "  appinfo: { appns: shop, applabel: \"app=cart,app=till\", appkind: deployment }\n",
            "  selectors: { pods: [ { names: \"cart-1,cart-2\", namespace: shop } ] }\n"));

        var target = Assert.Single(engine.Targets);
        Assert.Equal("pod", target.Kind);
        Assert.Equal(["cart-1", "cart-2"], target.Names);
    }

    [Fact]
    public void What_only_a_cluster_reads_is_accepted()
    {
        var engine = EngineFile.Read(
            ("  chaosServiceAccount: chaos-lab\n", Indented("""
                chaosServiceAccount: chaos-lab
                defaultHealthCheck: false
                auxiliaryAppInfo: ""
                jobCleanUpPolicy: retain
                terminationGracePeriodSeconds: 30
                components:
                  runner:
                    image: litmuschaos/chaos-runner:3.31.0
                    imagePullPolicy: IfNotPresent
                    imagePullSecrets: [ { name: registry } ]
                    runnerLabels: { team: shop }
                    configMaps: [ { name: settings, mountPath: /mnt, data: { a: "1" } } ]
                    resources: { limits: { cpu: 1, memory: 64Mi } }
                    tolerations: [ { operator: Exists, tolerationSeconds: 5 } ]
                  sidecar: [ { image: "envoy:1", env: [ { name: A, value: "1" } ], envFrom: [ { secretRef: { name: s } } ] } ]
                """)),
            ("        components:\n", "        components:\n          statusCheckTimeouts: { delay: 1, timeout: 60 }\n          experimentImage: litmuschaos/go-runner:3.31.0\n          nodeSelector: { disk: ssd }\n"));

        Assert.Empty(engine.Warnings);
        Assert.Equal(TimeSpan.FromSeconds(1), engine.Experiments[0].StatusCheckDelay);
        Assert.Equal(TimeSpan.FromSeconds(60), engine.Experiments[0].StatusCheckTimeout);
    }

    [Fact]
    public void Several_engines_and_other_kinds_stand_in_one_file()
    {
        var engines = EngineFile.ReadAll(
            "---\napiVersion: v1\nkind: ServiceAccount\nmetadata: { name: chaos-lab }\n---\n" + EngineFile.Valid
            + "---\n" + EngineFile.Valid.Replace("cart-latency", "till-latency") + "---\n");

        Assert.Equal(["cart-latency", "till-latency"], engines.Select(engine => engine.Name));
    }

    [Fact]
    public void Where_one_engine_is_wanted_several_are_refused()
    {
        using ScenarioFolder folder = new();
        var file = folder.Write("two.yaml", EngineFile.Valid + "---\n" + EngineFile.Valid.Replace("cart-latency", "till-latency"));

        var problem = Assert.Throws<LabException>(() => ChaosEngineReader.Read(file));

        Assert.Equal("two.yaml holds 2 engines (cart-latency, till-latency); one is wanted here. Put each into a file of its own.", problem.Message);
    }

    [Fact]
    public void A_file_without_an_engine_is_refused()
    {
        var problem = Assert.Throws<LabException>(() => EngineFile.ReadAll("apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n"));

        Assert.Equal(
            "engine.yaml holds no ChaosEngine. Begin it with apiVersion: litmuschaos.io/v1alpha1 and kind: ChaosEngine.",
            problem.Message);
    }

    [Fact]
    public void A_missing_file_is_refused()
    {
        var problem = Assert.Throws<LabException>(() => ChaosEngineReader.Read(new SourceFile("/nowhere/engine.yaml", "engine.yaml")));

        Assert.StartsWith("engine.yaml does not exist.", problem.Message);
    }

    private static string Indented(string lines) => string.Concat(lines.Split('\n').Select(line => $"  {line}\n"));
}
