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
    public void A_fault_without_a_moment()
    {
        string problem = ScenarioFolder.Problem("kill: web, at: after-commit", "kill: web");

        Assert.Equal(
            "scenario.yaml:36:40: 'conditions.killed.fault' must have exactly one of at, after; it "
            + "has none.",
            problem);
    }

    [Fact]
    public void A_fault_at_two_moments()
    {
        string problem = ScenarioFolder.Problem(
            "kill: web, at: after-commit",
            "kill: web, at: after-commit, after: 10ms");

        Assert.Equal(
            "scenario.yaml:36:40: 'conditions.killed.fault' must have exactly one of at, after; it "
            + "has 'at' and 'after'.",
            problem);
    }

    [Fact]
    public void Two_faults_at_once()
    {
        string problem = ScenarioFolder.Problem(
            "kill: web, at: after-commit",
            "kill: web, pause: web, at: after-commit, for: 1s");

        Assert.Equal(
            "scenario.yaml:36:40: 'conditions.killed.fault' must have exactly one of kill, pause; it "
            + "has 'kill' and 'pause'.",
            problem);
    }

    [Fact]
    public void A_pause_without_an_end()
    {
        string problem = ScenarioFolder.Problem(
            "kill: web, at: after-commit",
            "pause: web, at: after-commit");

        Assert.Equal(
            "scenario.yaml:36:40: 'conditions.killed.fault' pauses without an end. Add for example: "
            + "for: 2s",
            problem);
    }

    [Fact]
    public void A_kill_with_a_length()
    {
        string problem = ScenarioFolder.Problem(
            "kill: web, at: after-commit",
            "kill: web, at: after-commit, for: 1s");

        Assert.Equal(
            "scenario.yaml:36:71: 'conditions.killed.fault.for' has no meaning for a kill, which the "
            + "restart policy ends. Remove it.",
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
        string problem = ScenarioFolder.Problem(
            "kill: web, at: after-commit",
            "kill: cache, at: after-commit");

        Assert.Equal(
            "scenario.yaml:36:48: 'cache' in 'conditions.killed.fault.kill' is of kind redis; it "
            + "must be of kind http: pay, web.",
            problem);
    }
}
