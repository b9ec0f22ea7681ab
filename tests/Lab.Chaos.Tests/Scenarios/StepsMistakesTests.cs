namespace Lab.Chaos.Tests.Scenarios;

/// <summary>Operations.</summary>
public sealed class StepsMistakesTests
{
    [Fact]
    public void An_unknown_kind_of_step()
    {
        string problem = ScenarioFolder.Problem("read: { resource", "raed: { resource");

        Assert.Equal(
            "scenario.yaml:13:9: Unknown key 'raed' in 'operations.buy.steps[1]'. Known: atomic, "
            + "call, check, invalidate, lock, read, transaction, write. Did you mean 'read'?",
            problem);
    }

    [Fact]
    public void A_step_of_two_kinds()
    {
        string problem = ScenarioFolder.Problem(
            "- read: {",
            "- check: { resource: cache, key: a }\n        read: {");

        Assert.Equal(
            "scenario.yaml:13:9: 'operations.buy.steps[1]' must have exactly one of read, check, "
            + "call, write, atomic, lock, transaction, invalidate; it has 'read' and 'check'.",
            problem);
    }

    [Fact]
    public void A_plain_step_with_steps_inside()
    {
        string problem = ScenarioFolder.Problem(
            "key: \"stock:{key}\" }\n      - lock",
            "key: \"stock:{key}\", steps: [] }\n      - lock");

        Assert.Equal(
            "scenario.yaml:13:54: Unknown key 'steps' in 'operations.buy.steps[1].read'. Known: key, "
            + "resource.",
            problem);
    }

    [Fact]
    public void A_lock_around_nothing()
    {
        string problem = ScenarioFolder.Problem(
            "steps: [ write: { resource: db, key: orders } ]",
            "steps: []");

        Assert.Equal(
            "scenario.yaml:14:52: 'operations.buy.steps[2].lock.steps' is empty. Add a step, for "
            + "example: - read: { resource: redis, key: \"stock:{key}\" }",
            problem);
    }
}
