using System.Text;
using System.Text.Json;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Stress;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Stress;

public sealed class VolleyPlannerTests
{
    private static readonly Uri Target = new("http://127.0.0.1:5000");

    [Fact]
    public void The_same_seed_plans_the_same_bytes_at_the_same_offsets()
    {
        var first = Sample.Planner(Target).Plan(3, "event-3", Alignment.Unaligned, 50, TimeSpan.FromMilliseconds(500));
        var again = Sample.Planner(Target);
        again.Plan(2, "event-2", Alignment.Aligned, 7, TimeSpan.Zero);   // what was planned before must not matter
        var second = again.Plan(3, "event-3", Alignment.Unaligned, 50, TimeSpan.FromMilliseconds(500));

        Assert.Equal(first.Requests.Select(Whole), second.Requests.Select(Whole));
        Assert.NotEqual(first.Requests.Select(Whole),
            Sample.Planner(Target, seed: 43).Plan(3, "event-3", Alignment.Unaligned, 50, TimeSpan.FromMilliseconds(500)).Requests.Select(Whole));
    }

    [Fact]
    public void Unaligned_requests_are_due_in_order_within_the_window()
    {
        var volley = Sample.Planner(Target).Plan(0, "event-0", Alignment.Unaligned, 200, TimeSpan.FromMilliseconds(500));

        var offsets = volley.Requests.Select(request => request.Offset).ToList();
        Assert.Equal(offsets.Order(), offsets);
        Assert.All(offsets, offset => Assert.InRange(offset, TimeSpan.Zero, TimeSpan.FromMilliseconds(500)));
        Assert.Equal(200, offsets.Distinct().Count());
    }

    [Theory]
    [InlineData(Alignment.Aligned)]
    [InlineData(Alignment.Sequential)]
    public void Other_requests_are_all_due_at_once(object alignment) => Assert.All(
        Sample.Planner(Target).Plan(0, "event-0", (Alignment)alignment, 20, TimeSpan.FromSeconds(1)).Requests,
        request => Assert.Equal(TimeSpan.Zero, request.Offset));

    [Fact]
    public void No_operation_process_or_trace_is_used_twice_in_a_run()
    {
        var planner = Sample.Planner(Target);
        var requests = Enumerable.Range(0, 4)
            .SelectMany(number => planner.Plan(number, "event", Alignment.Aligned, 100, TimeSpan.Zero).Requests).ToList();

        Assert.Equal(400, requests.Select(request => request.Id).Distinct().Count());
        Assert.Equal(400, requests.Select(request => request.Process).Distinct().Count());
        Assert.Equal(400, requests.Select(request => request.TraceId).Distinct().Count());
    }

    [Fact]
    public void A_request_is_whole_http_with_its_placeholders_filled()
    {
        var traceParent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        var bytes = RequestRenderer.Render(Sample.Template(), Values("event-1"), Target, traceParent);

        Assert.Equal($$"""
            POST /orders/event-1 HTTP/1.1
            Host: 127.0.0.1:5000
            traceparent: {{traceParent}}
            Content-Type: application/json
            Content-Length: 31
            Idempotency-Key: run-1-2

            {"event":"event-1","buyer":107}
            """.ReplaceLineEndings("\r\n"), Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public void A_key_can_break_out_neither_of_the_path_nor_of_the_body()
    {
        var key = "a/b?c\" ü,\"admin\":true\r\n";

        var text = Encoding.UTF8.GetString(RequestRenderer.Render(Sample.Template(), Values(key), Target, "00-0-0-00"));

        Assert.StartsWith("POST /orders/a%2Fb%3Fc%22%20%C3%BC%2C%22admin%22%3Atrue%0D%0A HTTP/1.1\r\n", text);
        using var body = JsonDocument.Parse(text[text.IndexOf("\r\n\r\n", StringComparison.Ordinal)..]);
        Assert.Equal(key, body.RootElement.GetProperty("event").GetString());
        Assert.Equal(2, body.RootElement.EnumerateObject().Count());
    }

    [Fact]
    public void Stock_and_process_become_numbers_only_where_they_are_the_whole_value()
    {
        var template = Sample.Template("""{"stock":"{stock}","name":"n {stock}","nested":[{"p":"{process}"},null,1.50,true]}""");

        var text = Encoding.UTF8.GetString(RequestRenderer.Render(template, Values("e"), Target, "00-0-0-00"));

        Assert.EndsWith("""{"stock":5,"name":"n 5","nested":[{"p":107},null,1.50,true]}""", text);
    }

    [Fact]
    public void A_key_with_a_line_break_is_refused_in_a_header()
    {
        var template = Sample.Template() with { Headers = new Dictionary<string, string> { ["X-Event"] = "{key}" } };

        var failure = Assert.Throws<LabException>(
            () => RequestRenderer.Render(template, Values("a\r\nHost: evil"), Target, "00-0-0-00"));

        Assert.Equal("Header 'X-Event' of a request template has a line break in its value. Write it on one line.", failure.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(5001)]
    public void A_volley_that_no_machine_could_hold_is_refused_with_the_mend(int requests)
    {
        var failure = Assert.Throws<LabException>(
            () => Sample.Planner(Target).Plan(0, "event-0", Alignment.Aligned, requests, TimeSpan.Zero));

        Assert.Equal($"A volley of {requests} requests is out of range; each holds a connection, so it must be 1 to 5000. "
            + "Set requests in the scenario's workload, or --requests.", failure.Message);
    }

    private static Placeholders Values(string key) => new() { Key = key, Operation = "run-1-2", Process = 107, Stock = 5 };

    private static string Whole(PreparedRequest request) =>
        $"{request.Id} {request.Process} {request.TraceId} {request.Offset} {Encoding.UTF8.GetString(request.Bytes.Span)}";
}
