namespace Lab.Chaos.Tests.Scenarios;

/// <summary>Volleys that could not be sent, or could prove nothing.</summary>
public sealed class WorkloadMistakesTests
{
    [Fact]
    public void A_negative_volley_size()
    {
        string problem = ScenarioFolder.Problem("requests: 8", "requests: -8");

        Assert.Equal(
            "scenario.yaml:20:13: 'workload.requests' is -8; it must be a whole number from 1 to "
            + "5000, for example 200.",
            problem);
    }

    [Fact]
    public void A_volley_of_no_requests()
    {
        string problem = ScenarioFolder.Problem("requests: 8", "requests: 0");

        Assert.Equal(
            "scenario.yaml:20:13: 'workload.requests' is 0; it must be a whole number from 1 to "
            + "5000, for example 200.",
            problem);
    }

    [Fact]
    public void A_volley_larger_than_a_machine_can_open()
    {
        string problem = ScenarioFolder.Problem("requests: 8", "requests: 1000000");

        Assert.Equal(
            "scenario.yaml:20:13: 'workload.requests' is 1000000; it must be a whole number from 1 "
            + "to 5000, for example 200.",
            problem);
    }

    [Fact]
    public void A_volley_that_cannot_sell_out()
    {
        string problem = ScenarioFolder.Problem("requests: 8", "requests: 2");

        Assert.Equal(
            "scenario.yaml:20:13: 'workload.requests' is 2 for a stock of 2; a volley that cannot "
            + "sell out proves nothing. Raise it above the stock, for example 8.",
            problem);
    }

    [Fact]
    public void No_stock_at_all()
    {
        string problem = ScenarioFolder.Problem("stock: 2\n", "stock: 0\n");

        Assert.Equal(
            "scenario.yaml:19:10: 'workload.stock' is 0; it must be a whole number from 1 to "
            + "1000000, for example 50.",
            problem);
    }

    [Fact]
    public void A_request_without_a_service()
    {
        string problem = ScenarioFolder.Problem("send: POST web /orders", "send: POST /orders");

        Assert.Equal(
            "scenario.yaml:17:21: 'workload.request.send' is 'POST /orders'; it must be a method, a "
            + "service and a path that begins with a slash, for example POST checkout /orders.",
            problem);
    }

    [Fact]
    public void An_unknown_method()
    {
        string problem = ScenarioFolder.Problem("send: POST web /orders", "send: PSOT web /orders");

        Assert.Equal(
            "scenario.yaml:17:21: Unknown method 'PSOT' in 'workload.request.send'. Known: DELETE, "
            + "GET, PATCH, POST, PUT. Did you mean 'POST'?",
            problem);
    }

    [Fact]
    public void A_request_to_a_service_that_is_not_there()
    {
        string problem = ScenarioFolder.Problem("send: POST web /orders", "send: POST wbe /orders");

        Assert.Equal(
            "scenario.yaml:17:21: Unknown service 'wbe' in 'workload.request.send'. Known: cache, "
            + "db, pay, web. Did you mean 'web'?",
            problem);
    }

    [Fact]
    public void A_request_to_a_store()
    {
        string problem = ScenarioFolder.Problem("send: POST web /orders", "send: POST cache /orders");

        Assert.Equal(
            "scenario.yaml:17:21: 'cache' in 'workload.request.send' is of kind redis; it must be of "
            + "kind http: pay, web.",
            problem);
    }

    [Fact]
    public void A_placeholder_that_nothing_fills_in()
    {
        string problem = ScenarioFolder.Problem(
            "Idempotency-Key: \"{operation}\"",
            "Idempotency-Key: \"{operation}\", X-Buyer: \"{proces}\"");

        Assert.Equal(
            "scenario.yaml:17:91: Unknown placeholder '{proces}' in "
            + "'workload.request.headers.X-Buyer'. Known: key, operation, process. Did you mean "
            + "'process'?",
            problem);
    }

    [Fact]
    public void A_placeholder_of_the_setup_in_the_request()
    {
        string problem = ScenarioFolder.Problem("item: \"{key}\"", "item: \"{key}\", left: \"{stock}\"");

        Assert.Equal(
            "scenario.yaml:17:113: Unknown placeholder '{stock}' in 'workload.request.body.left'. "
            + "Known: key, operation, process.",
            problem);
    }

    [Fact]
    public void A_request_that_does_not_say_which_key()
    {
        string problem = ScenarioFolder.Problem("item: \"{key}\"", "item: 7");

        Assert.Equal(
            "scenario.yaml:17:13: 'workload.request' never mentions {key}, so its volleys would not "
            + "be told apart. Put {key} into the path, a header or the body.",
            problem);
    }

    [Fact]
    public void A_request_that_records_cannot_be_joined_to()
    {
        string problem = ScenarioFolder.Problem("Idempotency-Key: \"{operation}\"", "Accept: text/plain");

        Assert.Equal(
            "scenario.yaml:17:13: 'workload.request' never mentions {operation}, so what 'records' "
            + "reads cannot be joined to requests. Send it, for example: headers: { Idempotency-Key: "
            + "\"{operation}\" }",
            problem);
    }

    [Fact]
    public void No_status_that_means_success()
    {
        string problem = ScenarioFolder.Problem("ok: [201]", "ok: []");

        Assert.Equal(
            "scenario.yaml:18:19: 'workload.outcomes.ok' is empty; no reply could ever mean success. "
            + "Write for example: ok: [200, 201]",
            problem);
    }

    [Fact]
    public void A_status_that_does_not_exist()
    {
        string problem = ScenarioFolder.Problem("ok: [201]", "ok: [2010]");

        Assert.Equal(
            "scenario.yaml:18:20: 'workload.outcomes.ok[1]' is 2010; it must be a whole number from "
            + "200 to 599, for example 200.",
            problem);
    }

    [Fact]
    public void A_status_that_both_happened_and_did_not()
    {
        string problem = ScenarioFolder.Problem("fail: [409,", "fail: [201,");

        Assert.Equal(
            "scenario.yaml:18:33: Status 201 is listed under 'ok' and under 'fail'. Remove one, or "
            + "add a code: \"201 sold-out\".",
            problem);
    }

    [Fact]
    public void A_server_error_taken_for_certain()
    {
        string problem = ScenarioFolder.Problem("fail: [409,", "fail: [503,");

        Assert.Equal(
            "scenario.yaml:18:33: Status 503 alone does not say that nothing was written. Name the "
            + "code that does, for example \"503 lease-busy\", or leave it out: replies that are not "
            + "listed count as unknown.",
            problem);
    }

    [Fact]
    public void A_failure_that_is_no_status()
    {
        string problem = ScenarioFolder.Problem("fail: [409,", "fail: [busy,");

        Assert.Equal(
            "scenario.yaml:18:33: 'workload.outcomes.fail[1]' is 'busy'; it must be a status, alone "
            + "or followed by a problem code in quotes, for example \"503 lease-busy\".",
            problem);
    }
}
