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
            "scenario.yaml:13:54: Unknown key 'steps' in 'operations.buy.steps[1].read'. Known: for-update, key, "
            + "miss, resource.",
            problem);
    }

    [Fact]
    public void A_lock_around_nothing()
    {
        string problem = ScenarioFolder.Problem(
            "steps: [ write: { resource: db, key: orders, new: true } ]",
            "steps: []");

        Assert.Equal(
            "scenario.yaml:14:52: 'operations.buy.steps[2].lock.steps' is empty. Add a step, for "
            + "example: - read: { resource: redis, key: \"stock:{key}\" }",
            problem);
    }

    public static TheoryData<string, string> Wrong => new()
    {
        {
            "- check: { resource: db, key: other }",
            "14:16: 'operations.buy.steps[2].check' checks 'db other', which no earlier step of 'buy' reads. Add before it: - read: { resource: db, key: \"other\" }"
        },
        {
            "- write: { resource: db, key: other }",
            "14:16: 'operations.buy.steps[2].write' writes a value made from 'db other', which no earlier step of 'buy' reads. "
                + "Read it first, or say what is written: new: true for a row of its own, set: 0 for a constant."
        },
        {
            "- write: { resource: db, key: other, from: \"db source\" }",
            "14:16: 'operations.buy.steps[2].write' copies 'db source', which no earlier step of 'buy' reads. Add before it: - read: { resource: db, key: \"source\" }"
        },
        {
            "- write: { resource: db, key: other, set: 1, new: true }",
            "14:16: 'operations.buy.steps[2].write' says more than once what is written: 'set' and 'new'. Keep one."
        },
        {
            "- atomic: { resource: db, key: other, version: true }",
            "14:17: 'operations.buy.steps[2].atomic' compares the version of 'db other', which no earlier step of 'buy' reads. "
                + "Add before it: - read: { resource: db, key: \"other\" }"
        },
        {
            "- read: { resource: db, key: other, for-update: true }",
            "14:15: 'operations.buy.steps[2].read' locks a row for update outside a transaction, where the lock ends at once. Put it into a transaction."
        },
        {
            "- check: { resource: cache, key: \"stock:{key}\", holds: plenty }",
            "14:62: 'operations.buy.steps[2].check.holds' is 'plenty'; it must be a comparison with a whole number (>= > <= < = !=), for example \">= 1\"."
        },
        {
            "- call: { resource: pay, key: a, operation: payy }",
            "14:15: Unknown operation 'payy' in 'operations.buy.steps[2].call'. Known: buy."
        },
        {
            "- call: { resource: web, key: a, operation: buy }",
            "10:3: Operations call each other in a circle: buy -> buy. Take one of the calls out; what comes back to its caller never ends."
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_step_that_makes_no_sense_is_told_with_its_mend(string step, string problem) => Assert.Equal(
        $"scenario.yaml:{problem}",
        ScenarioFolder.Problem("- lock: { resource: db, key: \"{key}\", steps: [ write: { resource: db, key: orders, new: true } ] }", step));

    [Fact]
    public void Services_that_call_each_other_in_a_circle() => Assert.Equal(
        "scenario.yaml:5:3: Services call each other in a circle: web -> pay -> web. Take one of the calls out; what comes back to its caller never ends.",
        ScenarioFolder.Problem("calls: [cache, db] }\n  pay:   {", "calls: [cache, db, pay] }\n  pay:   { calls: [web],"));
}
