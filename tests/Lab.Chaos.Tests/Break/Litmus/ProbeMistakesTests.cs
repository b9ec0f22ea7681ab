namespace Lab.Chaos.Tests.Break.Litmus;

/// <summary>Mistakes in a probe, each with its place and mend.</summary>
public sealed class ProbeMistakesTests
{
    private const string Command = "cmdProbe/inputs: { command: redis-cli get stock, comparator: { type: int, criteria: \">\", value: \"0\" } }";

    [Theory]
    [InlineData("probeTimeout: 2s, interval: 500ms", "probeTimeout: 5, interval: 500ms", "24:44: 'spec.experiments[1].spec.probe[1].runProperties.probeTimeout' is '5'; it must be a duration above zero as Go writes it, for example 500ms, 5s, 1m30s.")]
    [InlineData("probeTimeout: 2s, interval: 500ms", "probeTimeout: 0s, interval: 500ms", "24:44: 'spec.experiments[1].spec.probe[1].runProperties.probeTimeout' is '0s'; it must be a duration above zero as Go writes it, for example 500ms, 5s, 1m30s.")]
    [InlineData("mode: SOT", "mode: Sot", "22:19: Unknown word 'Sot' for 'spec.experiments[1].spec.probe[1].mode'. Known: Continuous, EOT, Edge, OnChaos, SOT. Did you mean 'SOT'?")]
    [InlineData("type: cmdProbe", "type: httpProbe", "23:13: 'cmdProbe/inputs' is not read by a httpProbe. Remove it.|20:13: 'spec.experiments[1].spec.probe[1]' is a httpProbe and lacks 'httpProbe/inputs'. Add it.")]
    [InlineData("name: alive", "name: stock", "25:19: Two probes are named 'stock'. Give each a name of its own: results and templates go by it.")]
    [InlineData("value: \"0\"", "value: none", "23:109: 'spec.experiments[1].spec.probe[1].cmdProbe/inputs.comparator.value' is 'none'; for > it must be a whole number.")]
    [InlineData("criteria: \">\"", "criteria: more", "23:97: Unknown word 'more' for 'spec.experiments[1].spec.probe[1].cmdProbe/inputs.comparator.criteria'. Known: !=, <, <=, ==, >, >=, Between, OneOf, between, oneOf.")]
    [InlineData("responseCode: \"200\"", "responseCode: \"200,201\"", "30:62: 'spec.experiments[1].spec.probe[2].httpProbe/inputs.method.get.responseCode' is '200,201'; for == it must be a whole number.")]
    [InlineData("url: http://127.0.0.1:5080/health", "url: 127.0.0.1:5080/health", "29:20: '127.0.0.1:5080/health' is no address. Write for example http://127.0.0.1:5080/health.")]
    [InlineData("url: http://127.0.0.1:5080/health", "url: \"http://127.0.0.1/{{ .stok.ProbeArtifacts.Register }}\"", "25:13: Probe 'alive' takes the answer of 'stok', which is no cmdProbe above it. Known: stock. Did you mean 'stock'?")]
    [InlineData("url: http://127.0.0.1:5080/health", "url: \"http://127.0.0.1/{{ .stock }}\"", "25:13: Probe 'alive' has a template that is not known. Write {{ .name.ProbeArtifacts.Register }}.")]
    public void Mistakes(string from, string to, string problems) => Assert.Equal(
        problems.Split('|').Order().Select(problem => $"engine.yaml:{problem}"), EngineFile.Problems((from, to)).Order());

    [Fact]
    public void Retry_is_the_older_name_of_attempt_and_counts_in_all() =>
        Assert.Equal(3, EngineFile.Read(("attempt: 3", "retry: 3")).Experiments[0].Probes[0].Pace.Attempts);

    [Fact]
    public void Without_a_polling_interval_a_second_lies_between_two_questions_where_Litmus_asks_without_a_pause() => Assert.Equal(
        TimeSpan.FromSeconds(1), EngineFile.Read((", probePollingInterval: 250ms", "")).Experiments[0].Probes[1].Pace.PollingInterval);

    [Fact]
    public void A_delay_that_nothing_reads_is_warned_of() => Assert.Equal(
        "engine.yaml:24:86: 'initialDelaySeconds' is not read since Litmus 3. Write initialDelay: 5s.",
        EngineFile.Warning("attempt: 3", "initialDelaySeconds: 3"));

    [Theory]
    [InlineData("operation: create", "Probe 'stock' would create pods: without a cluster only present and absent are asked.")]
    [InlineData("operation: present, fieldSelector: status.phase=Running", "Probe 'stock' goes by fields, which only a cluster has. Use resourceNames or labelSelector.")]
    [InlineData("operation: present, labelSelector: app=cart", "Probe 'stock' goes by the label 'app'; without a cluster the lab knows app.kubernetes.io/component, app.kubernetes.io/name, app.kubernetes.io/instance.")]
    public void What_only_a_cluster_answers_is_refused_by_name(string inputs, string refusal)
    {
        var engine = EngineFile.Read(("type: cmdProbe", "type: k8sProbe"), (Command, $"k8sProbe/inputs: {{ version: v1, resource: pods, {inputs} }}"));

        Assert.EndsWith(refusal, Assert.Single(engine.NotDoneHere));
    }

    [Fact]
    public void Other_resources_are_refused_by_name() => Assert.EndsWith(
        "Probe 'stock' asks for nodes; without a cluster the lab knows pods, deployments, statefulsets, services.",
        Assert.Single(EngineFile.Read(("type: cmdProbe", "type: k8sProbe"), (Command, "k8sProbe/inputs: { version: v1, resource: nodes, operation: absent }")).NotDoneHere));

    [Fact]
    public void A_command_in_a_pod_of_its_own_is_refused_by_name() => Assert.EndsWith(
        "Probe 'stock' runs its command in a pod of its own, which only a cluster has. Remove 'source' to run it on this machine.",
        EngineFile.NotHere("command: redis-cli get stock,", "command: redis-cli get stock, source: { image: \"redis:7\" },"));

    [Fact]
    public void A_query_may_stand_in_a_file_that_must_exist() => Assert.EndsWith(
        "'queryPath' names sold.promql, which does not exist on this machine. Create it, or write its content into the engine.",
        Assert.Single(EngineFile.Read(
            ("type: cmdProbe", "type: promProbe"),
            (Command, "promProbe/inputs: { endpoint: \"http://127.0.0.1:9090\", queryPath: sold.promql, comparator: { criteria: \"<=\", value: \"100\" } }")).NotDoneHere));
}
