using Lab.Chaos.Adapters;
using Lab.Chaos.Isolate.Stubs.Reading;

namespace Lab.Chaos.Tests.Adapters;

/// <summary>Mappings that mean something else on WireMock.Net.</summary>
public sealed class WireMockLimitsTests
{
    [Theory]
    [InlineData("""{ "request": { "method": "ANY" }, "response": { "delayDistribution": { "type": "lognormal", "median": 50, "sigma": 0.7 } } }""")]
    [InlineData("""{ "scenarioName": "s", "requiredScenarioState": "Started", "newScenarioState": "next", "request": { "method": "ANY" }, "response": {} }""")]
    public void What_it_can_host_passes(string mapping) => Assert.Empty(Problems(mapping));

    [Theory]
    [InlineData("""{ "name": "m", "request": {}, "response": { "fault": "EMPTY_RESPONSE" } }""",
        "Mapping 'm': WireMock.Net breaks no connection, so it cannot do the fault EmptyResponse. Use the lab's own stub (leave --stubs out), or take it out of the mapping.")]
    [InlineData("""{ "name": "m", "request": {}, "response": { "body": "ab", "chunkedDribbleDelay": { "numberOfChunks": 2, "totalDuration": 100 } } }""",
        "Mapping 'm': WireMock.Net sends a body in one piece, so it has no chunkedDribbleDelay. Use the lab's own stub (leave --stubs out), or take it out of the mapping.")]
    [InlineData("""{ "name": "m", "scenarioName": "s", "newScenarioState": "next", "request": {}, "response": {} }""",
        "Mapping 'm': in WireMock.Net a mapping of scenario 's' without requiredScenarioState answers at the start only, not in any state. "
        + "Add \"requiredScenarioState\": \"Started\", or use the lab's own stub (leave --stubs out).")]
    public void What_it_would_do_otherwise_is_refused_by_name(string mapping, string expected) => Assert.Equal([expected], Problems(mapping));

    private static string[] Problems(string mapping) => [.. WireMockLimits.Problems([new MappingReader([]).ReadOne(mapping, "test", Guid.Empty)])];
}
