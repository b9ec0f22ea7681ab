using Lab.Chaos.Isolate.Stubs.Mappings;

namespace Lab.Chaos.Adapters;

/// <summary>What WireMock.Net would answer otherwise than the mapping says. It is refused: a stub that quietly does something else proves nothing.</summary>
internal static class WireMockLimits
{
    private const string Mend = "Use the lab's own stub (leave --stubs out), or take it out of the mapping.";

    /// <summary>All problems, each naming its mapping.</summary>
    public static IEnumerable<string> Problems(IReadOnlyList<StubMapping> mappings)
    {
        foreach (var mapping in mappings)
        {
            var name = mapping.Name is { } given ? $"Mapping '{given}'" : $"Mapping {mapping.Id}";
            if (mapping.Reply.Fault is { } fault)
            {
                // Its EMPTY_RESPONSE is a good status with no body, and its MALFORMED_RESPONSE_CHUNK a good reply with odd bytes.
                yield return $"{name}: WireMock.Net breaks no connection, so it cannot do the fault {fault}. {Mend}";
            }

            if (mapping.Reply.Dribble is not null)
            {
                yield return $"{name}: WireMock.Net sends a body in one piece, so it has no chunkedDribbleDelay. {Mend}";
            }

            if (mapping.Step is { Required: null } step)
            {
                yield return $"{name}: in WireMock.Net a mapping of scenario '{step.Scenario}' without requiredScenarioState answers at the start only, "
                    + $"not in any state. Add \"requiredScenarioState\": \"{ScenarioStates.Started}\", or use the lab's own stub (leave --stubs out).";
            }
        }
    }
}
