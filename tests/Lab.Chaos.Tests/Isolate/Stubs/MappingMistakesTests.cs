using Lab.Chaos.Isolate.Stubs.Reading;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Isolate.Stubs;

/// <summary>What this stub does not do is an error that names it; a mapping half understood would stub something else than is believed.</summary>
public sealed class MappingMistakesTests
{
    public static TheoryData<string, string> Mistakes => new()
    {
        { """{ "request": { "cookies": { } }, "response": { } }""", "a.json: unsupported key 'cookies' in 'request'. Known: bodyPatterns, headers, method, queryParameters, url, urlPath, urlPathPattern, urlPattern." },
        { """{ "request": { "metod": "GET" }, "response": { } }""", "a.json: unsupported key 'metod' in 'request'. Known: bodyPatterns, headers, method, queryParameters, url, urlPath, urlPathPattern, urlPattern. Did you mean 'method'?" },
        { """{ "request": { } }""", "a.json: it lacks 'response'. A mapping is { \"request\": { … }, \"response\": { … } }." },
        { """{ "request": { "url": "/a", "urlPath": "/a" }, "response": { } }""", "a.json: 'request' has url and urlPath; keep one of them." },
        { """{ "request": { "urlPath": "a" }, "response": { } }""", "a.json: 'request.urlPath' is \"a\"; it must begin with a slash and have no query, which goes under queryParameters." },
        { """{ "request": { "headers": { "A": { "equalTo": "1", "contains": "1" } } }, "response": { } }""", "a.json: 'request.headers.A' must have exactly one of equalTo, contains, matches, doesNotMatch, equalToJson, matchesJsonPath, absent; it has equalTo, contains." },
        { """{ "request": { "bodyPatterns": [{ "matchesJsonPath": "$..a" }] }, "response": { } }""", "a.json: 'request.bodyPatterns[0].matchesJsonPath' is \"$..a\"; this stub knows paths by name, position and '*' only, for example $.lines[0].sku." },
        { """{ "request": { "bodyPatterns": [{ "contains": "a", "caseInsensitive": true }] }, "response": { } }""", "a.json: 'request.bodyPatterns[0].caseInsensitive' belongs to equalTo and has no meaning beside contains. Remove it." },
        { """{ "request": { "headers": { "A": { "absent": false } } }, "response": { } }""", "a.json: 'request.headers.A.absent' is false, which says nothing. Remove the pattern, or use \"matches\": \".*\"." },
        { """{ "request": { }, "response": { "status": "200" } }""", "a.json: 'response.status' is \"200\"; it must be a whole number from 200 to 599, for example 200." },
        { """{ "request": { }, "response": { "body": "a", "jsonBody": 1 } }""", "a.json: 'response' has body and jsonBody; keep one of them." },
        { """{ "request": { }, "response": { "status": 204, "body": "a" } }""", "a.json: 'response' has a body, which status 204 forbids. Remove it, or use status 200." },
        { """{ "request": { }, "response": { "bodyFileName": "../secret" } }""", "a.json: 'response.bodyFileName' is \"../secret\", which is not in any folder. Put the file into a folder __files beside or below the mappings." },
        { """{ "request": { }, "response": { "fault": "EMPTY_RESPONE" } }""", "a.json: unknown fault 'EMPTY_RESPONE' in 'response'. Known: CONNECTION_RESET_BY_PEER, EMPTY_RESPONSE, MALFORMED_RESPONSE_CHUNK, RANDOM_DATA_THEN_CLOSE. Did you mean 'EMPTY_RESPONSE'?" },
        { """{ "request": { }, "response": { "fault": "EMPTY_RESPONSE", "body": "a" } }""", "a.json: 'response.body' is never sent, since fault EMPTY_RESPONSE breaks the connection. Remove one of them." },
        { """{ "request": { }, "response": { "delayDistribution": { "type": "lognorml", "median": 1, "sigma": 1 } } }""", "a.json: unsupported type 'lognorml' in 'response.delayDistribution'. Known: lognormal, uniform. Did you mean 'lognormal'?" },
        { """{ "request": { }, "response": { "delayDistribution": { "type": "lognormal", "median": 1 } } }""", "a.json: 'response.delayDistribution' lacks 'sigma'. Add for example \"sigma\": 0.692." },
        { """{ "request": { }, "response": { "delayDistribution": { "type": "uniform", "lower": 2, "upper": 1 } } }""", "a.json: 'response.delayDistribution' has lower 2 above upper 1. Swap them." },
        { """{ "request": { }, "response": { "chunkedDribbleDelay": { "numberOfChunks": 0, "totalDuration": 1 } } }""", "a.json: 'response.chunkedDribbleDelay.numberOfChunks' is 0; it must be a whole number from 1 to 10000, for example 5." },
        { """{ "requiredScenarioState": "Started", "request": { }, "response": { } }""", "a.json: it has a scenario state but no 'scenarioName'. Add for example \"scenarioName\": \"card declined twice\"." },
        { """{ "id": "7", "request": { }, "response": { } }""", "a.json: 'id' is \"7\"; it must be a UUID, for example \"9f2ab7f4-8c2c-4c5e-9a43-2f3f4f0a6f10\"." },
        { "[]", "a.json: it holds no JSON object. A mapping is { \"request\": { … }, \"response\": { … } }." },
        { "{\n  \"request\": { }\n  \"response\": { }\n}", "a.json:3: it is no JSON: '\"' is invalid after a value. Expected either ',', '}', or ']'. Mend it there." },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_with_its_file_its_key_and_its_mend(string mapping, string problem) =>
        Assert.Equal([problem], StubUnderTest.Problems(mapping));

    [Fact]
    public void All_mistakes_are_told_at_once() => Assert.Equal(
        [
            "a.json: unsupported key 'proxyBaseUrl' in 'mappings[1].response'. Known: body, bodyFileName, chunkedDribbleDelay, delayDistribution, fault, fixedDelayMilliseconds, headers, jsonBody, status.",
            "a.json: 'mappings[0].priority' is 0; it must be a whole number from 1 to 2147483647, for example 1.",
        ],
        StubUnderTest.Problems("""
            { "mappings": [
              { "priority": 0, "request": { }, "response": { } },
              { "request": { }, "response": { "proxyBaseUrl": "http://x" } } ] }
            """).Order().Reverse());

    [Fact]
    public void A_folder_that_is_not_there_is_told_with_where_it_was_looked_for() => Assert.Equal(
        "No folder 'no/such' with mappings. Looked in /nowhere. Give one that exists, for example --mappings scenarios/ticketing/stubs.",
        Assert.Throws<LabException>(() => MappingFolder.Read("no/such", "/nowhere")).Message);
}
