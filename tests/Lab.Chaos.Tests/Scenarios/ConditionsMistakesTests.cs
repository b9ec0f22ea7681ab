namespace Lab.Chaos.Tests.Scenarios;

/// <summary>Alignment and faults.</summary>
public sealed class ConditionsMistakesTests
{
    [Fact]
    public void An_unknown_alignment()
    {
        string problem = ScenarioFolder.Problem(
            "volley: { alignment: aligned }",
            "volley: { alignment: alinged }");

        Assert.Equal(
            "scenario.yaml:35:24: Unknown word 'alinged' for 'conditions.volley.alignment'. Known: "
            + "aligned, sequential, unaligned. Did you mean 'aligned'?",
            problem);
    }

    [Fact]
    public void A_fault_file_that_does_not_exist()
    {
        string problem = ScenarioFolder.Problem("faults/killed.yaml", "faults/kiled.yaml");

        Assert.Equal(
            "scenario.yaml:36:40: 'conditions.killed.fault' names faults/kiled.yaml, which does not exist. Known: "
            + "faults/killed.yaml. Did you mean 'faults/killed.yaml'?",
            problem);
    }

    [Fact]
    public void A_fault_file_outside_of_the_folder_of_the_scenario()
    {
        string problem = ScenarioFolder.Problem("faults/killed.yaml", "../killed.yaml");

        Assert.Equal(
            "scenario.yaml:36:40: 'conditions.killed.fault' is '../killed.yaml', which lies outside of the scenario's folder, so a run "
            + "could not keep a copy of it. Move it to faults/.",
            problem);
    }

    [Fact]
    public void A_fault_file_with_two_experiments()
    {
        string problem = ScenarioFolder.ProblemOfFault(
            "experiments:\n", "experiments:\n    - { name: pod-cpu-hog }\n");

        Assert.Equal(
            "scenario.yaml:36:40: 'conditions.killed.fault' names faults/killed.yaml, which holds 2 experiments; a volley is hit by one. Split the file.",
            problem);
    }

    [Theory]
    [InlineData("stub: { pai: { median: 5ms, p99: 9ms } }", "scenario.yaml:35:41: Unknown service 'pai' in 'conditions.volley.stub'. Known: cache, db, pay, web. Did you mean 'pay'?")]
    [InlineData("stub: { db: { median: 5ms, p99: 9ms } }", "scenario.yaml:35:41: 'db' in 'conditions.volley.stub' is of kind postgres; it must be of kind http: pay, web.")]
    [InlineData("stub: { web: { median: 5ms, p99: 9ms } }", "scenario.yaml:35:41: 'web' in 'conditions.volley.stub' is no stub: a stub is called by others and calls nobody. None is known.")]
    [InlineData("stub: { web: { median: 9ms, p99: 5ms } }", "scenario.yaml:35:66: 'conditions.volley.stub.web.p99' is below the median. Raise it, for example p99: 2ms over median: 0.5ms.")]
    [InlineData("stub: { web: { median: 9ms } }", "scenario.yaml:35:46: 'conditions.volley.stub.web' lacks 'p99'. Add for example: p99: 2ms")]
    public void A_stub_that_is_none_or_has_no_latency(string stub, string problem) => Assert.Contains(problem, ScenarioFolder.Problems((
        "volley: { alignment: aligned }",
        $"volley: {{ alignment: aligned, {stub} }}")));

    [Theory]
    [InlineData("limits: { wep: { cpu: 250m } }", "scenario.yaml:35:43: Unknown service 'wep' in 'conditions.volley.limits'. Known: cache, db, pay, web. Did you mean 'web'?")]
    [InlineData("limits: { db: { cpu: 250m } }", "scenario.yaml:35:43: 'db' in 'conditions.volley.limits' is of kind postgres; it must be of kind http: pay, web.")]
    [InlineData("limits: { web: {} }", "'conditions.volley.limits.web' limits nothing. Add for example: cpu: 250m")]
    [InlineData("limits: { web: { cpu: 5m } }", "a CPU limit from 10m to 1024")]
    [InlineData("limits: { web: { memory: lots } }", "a memory limit such as 256Mi, at least 1Mi")]
    [InlineData("limits: { web: { cpus: 250m } }", "Unknown key 'cpus' in 'conditions.volley.limits.web'. Known: cpu, memory. Did you mean 'cpu'?")]
    public void A_limit_of_what_has_none_or_that_is_none(string limits, string problem) => Assert.Contains(
        ScenarioFolder.Problems(("volley: { alignment: aligned }", $"volley: {{ alignment: aligned, {limits} }}")),
        said => said.Contains(problem, StringComparison.Ordinal));

    [Fact]
    public void A_trace_point_of_a_store()
    {
        string problem = ScenarioFolder.ProblemOfFault("component=web, appkind: deployment", "component=cache, appkind: statefulset");

        Assert.Equal(
            "scenario.yaml:36:40: 'cache' in 'faults/killed.yaml: applabel' is of kind redis; it "
            + "must be of kind http: pay, web.",
            problem);
    }

    [Fact]
    public void A_schedule_without_faults()
    {
        string problem = ScenarioFolder.Problem("incidents: incidents.yaml", "break: { stock: 1 }\nincidents: incidents.yaml");

        Assert.Equal(
            "scenario.yaml:37:8: 'break' lacks 'schedule'. Add for example: schedule: [faults/replica-kills.yaml]",
            problem);
    }
}
