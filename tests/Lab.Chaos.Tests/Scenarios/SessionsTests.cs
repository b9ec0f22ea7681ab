using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Tests.Scenarios;

/// <summary>The part of a workload that loads are made of.</summary>
public sealed class SessionsTests
{
    private const string After = "timeout: 30s";

    [Fact]
    public void Keys_sessions_and_thresholds_are_read()
    {
        var workload = ScenarioFolder.Read((After, """
            timeout: 30s
              keys: { count: 20, zipf: 1.1 }
              sessions:
                order:
                  weight: 9
                  steps:
                    - { send: POST web /orders, headers: { Idempotency-Key: "{operation}" }, body: { item: "{key}" }, capture: { id: $.orderId } }
                    - { send: "GET web /orders/{id}", outcomes: { ok: [200] } }
                browse: { steps: [ { send: GET web /items } ] }
              thresholds: [ "p99 < 250ms", "fail < 1%" ]
            """)).Workload;

        Assert.Equal(new KeySpread(20, 1.1), workload.Keys);
        Assert.Equal([("order", 9.0, 2), ("browse", 1.0, 1)], workload.Sessions.Select(session => (session.Name, session.Weight, session.Steps.Count)));
        Assert.Equal("$.orderId", workload.Sessions[0].Steps[0].Capture["id"]);
        Assert.Equal([200], workload.Sessions[0].Steps[1].Outcomes!.Ok);
        Assert.Equal(["p99 < 250ms", "fail < 1%"], workload.Thresholds);
    }

    [Fact]
    public void A_workload_without_them_has_one_key_and_one_request()
    {
        var workload = ScenarioFolder.Read().Workload;

        Assert.Equal((new KeySpread(1, 0), 0, 0), (workload.Keys, workload.Sessions.Count, workload.Thresholds.Count));
    }

    [Fact]
    public void Every_mistake_is_named_at_once_with_its_line_and_mend()
    {
        var problems = ScenarioFolder.Problems((After, """
            timeout: 30s
              keys: { count: 0, zpf: 1 }
              sessions:
                order:
                  wait: 9
                  steps:
                    - { send: POST web /orders, body: { item: "{id}" }, capture: { id: orderId, key: $.k } }
                    - { send: GET elsewhere /orders }
                empty: { weight: 0, steps: [] }
              thresholds: [ "p98 < 250ms" ]
            """));

        Assert.Equal(
            [
                "scenario.yaml:23:18: 'workload.keys.count' is 0; it must be a whole number from 1 to 10000, for example 20.",
                "scenario.yaml:23:21: Unknown key 'zpf' in 'workload.keys'. Known: count, zipf. Did you mean 'zipf'?",
                "scenario.yaml:26:7: Unknown key 'wait' in 'workload.sessions.order'. Known: steps, weight.",
                "scenario.yaml:28:51: Unknown placeholder '{id}' in 'workload.sessions.order.steps[1].body.item'. Known: key, operation, process, session.",
                "scenario.yaml:28:76: 'workload.sessions.order.steps[1].capture.id' is 'orderId'; it must be a JSON path to one value, for example $.orderId.",
                "scenario.yaml:28:85: 'key' in 'workload.sessions.order.steps[1].capture' cannot be captured to: a name is letters alone, and none of key, operation, process, session. Use for example orderId.",
                "scenario.yaml:29:19: Unknown service 'elsewhere' in 'workload.sessions.order.steps[2].send'. Known: cache, db, pay, web.",
                "scenario.yaml:30:22: 'workload.sessions.empty.weight' is 0; it must be a number above 0 and at most 1000000, for example 9.",
                "scenario.yaml:30:32: 'workload.sessions.empty.steps' has 0 steps; it must have 1 to 60, for example [{ send: POST checkout /orders, capture: { id: $.orderId } }].",
                "scenario.yaml:31:17: The threshold 'p98 < 250ms' asks about 'p98'. Known: fail, info, late, max, mean, ok, p50, p90, p95, p99, p99.9, rate, unsent. Did you mean 'p90'?",
            ],
            problems);
    }

    [Fact]
    public void A_load_that_leaves_alone_what_the_invariants_are_about()
    {
        var problem = ScenarioFolder.Problem(After, """
            timeout: 30s
              sessions: { browse: { steps: [ { send: GET web /items } ] } }
            """);

        Assert.Equal(
            "scenario.yaml:23:13: No session sends 'POST web /orders', so a load would leave untouched what the invariants are about. "
            + "Add a step that sends what 'workload.request' sends.",
            problem);
    }

    [Fact]
    public void A_step_to_a_service_that_the_connections_do_not_lead_to()
    {
        var problem = ScenarioFolder.Problem(After, """
            timeout: 30s
              sessions: { order: { steps: [ { send: POST web /orders }, { send: GET pay /rates } ] } }
            """);

        Assert.Equal(
            "scenario.yaml:23:69: 'workload.sessions.order.steps[2]' sends to 'pay', but a load's connections lead to 'web', where 'workload.request' goes. "
            + "Send this step there too, or leave it out.",
            problem);
    }
}
