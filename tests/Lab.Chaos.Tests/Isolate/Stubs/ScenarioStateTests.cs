namespace Lab.Chaos.Tests.Isolate.Stubs;

public sealed class ScenarioStateTests
{
    private const string DeclinedOnce = """
        { "mappings": [
          { "scenarioName": "card", "requiredScenarioState": "Started", "newScenarioState": "declined",
            "request": { }, "response": { "status": 402, "fixedDelayMilliseconds": 50 } },
          { "scenarioName": "card", "requiredScenarioState": "declined", "request": { }, "response": { "status": 200 } } ] }
        """;

    [Fact]
    public async Task The_state_moves_before_the_delay_so_that_who_comes_meanwhile_finds_the_new_one()
    {
        using var stub = new StubUnderTest(DeclinedOnce);

        var first = stub.SendAsync("POST", "/");
        var second = await stub.SendAsync("POST", "/");
        Assert.False(first.IsCompleted);
        stub.Time.Advance(TimeSpan.FromMilliseconds(50));

        Assert.Equal((402, 200), ((await first).Status, second.Status));
    }

    [Fact]
    public async Task A_reset_begins_the_scenario_again()
    {
        using var stub = new StubUnderTest(DeclinedOnce);
        var first = stub.SendAsync("POST", "/");
        stub.Time.Advance(TimeSpan.FromMilliseconds(50));
        await first;
        Assert.Equal(
            """[{"name":"card","state":"declined","possibleStates":["Started","declined"]}]""",
            (await stub.AdminAsync("GET", "/scenarios"))["scenarios"]!.ToJsonString());

        await stub.AdminAsync("POST", "/scenarios/reset");

        Assert.Equal("Started", (await stub.AdminAsync("GET", "/scenarios"))["scenarios"]![0]!["state"]!.GetValue<string>());
    }
}
