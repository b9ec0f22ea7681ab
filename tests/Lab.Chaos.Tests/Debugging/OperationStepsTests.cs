using Lab.Chaos.Collect;
using Lab.Chaos.Debugging.Separation;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Debugging;

/// <summary>What an operation did, step by step, told the same way in every volley.</summary>
public sealed class OperationStepsTests
{
    [Theory]
    [InlineData("[GET price:19b5-22]", "GET price")]
    [InlineData("[DEL listing:19b5-22 price:19b5-22]", "DEL listing, price")]
    [InlineData("[EXEC \nSET product:7\nSET listing:7]", "SET product, listing")]
    [InlineData("[GET config]", "GET config")]
    [InlineData("[GET 19b5-22]", "GET {} of redis")]
    [InlineData("{select capacity from events where id = $1 for update}", "SELECT events FOR UPDATE")]
    [InlineData("{INSERT INTO orders (id) VALUES ($1)}", "INSERT orders")]
    [InlineData("[PING]", null)]
    public void A_step_is_called_by_what_it_does_without_the_keys_of_its_volley(string drawn, string? text) =>
        Assert.Equal(text, StepsOf($"a catalog-1 {drawn.Replace('\n', '~')}").SingleOrDefault()?.Name.Text);

    [Fact]
    public void An_operation_that_does_the_same_again_takes_another_step() =>
        Assert.Equal(
            ["request: GET price", "request: SET price", "request: GET price, time 2,"],
            StepsOf("a catalog-1  [GET price:7]  [SET price:7]  [GET price:7]").Select(step => $"{step.Name}"));

    [Fact]
    public void Calls_and_the_work_of_services_are_steps_and_their_own_accesses_stay_apart()
    {
        var steps = OperationSteps.Of(
            0,
            Some.Operation("a") with { Step = "update" },
            [
                Span("server", "PUT /products/{id}", []),
                Span("client", "POST", new() { ["http.request.method"] = "POST", ["url.full"] = "http://127.0.0.1:27025/index/42/changes" }),
                Span("client", "CONNECT ticketing", new() { ["db.system.name"] = "postgresql" }),
                Span("internal", "work", []),
            ],
            []);

        Assert.Equal(["update: PUT /products/{id} at catalog", "update: POST /index/{}/changes"], steps.Select(step => $"{step.Name}"));
    }

    private static IReadOnlyList<TracedStep> StepsOf(string drawing)
    {
        var (operations, trace) = TraceDrawing.Of(drawing);
        IReadOnlyList<SpanRecord> spans = [.. trace(operations[0].TraceId!).Select(span => span with { Attributes = span.Attributes.ToDictionary(pair => pair.Key, pair => pair.Value.Replace('~', '\n')) })];
        return OperationSteps.Of(0, operations[0], spans, []);
    }

    private static SpanRecord Span(string kind, string name, Dictionary<string, string> attributes) => new()
    {
        TraceId = "a",
        SpanId = name,
        Name = name,
        Kind = kind,
        Service = "catalog",
        Start = 0,
        End = 1,
        Attributes = attributes,
    };
}
