using System.Text;
using Lab.Chaos.Collect.Decoding;

namespace Lab.Chaos.Tests.Collect;

/// <summary>Logs and metrics as protobuf, and all three signals as JSON.</summary>
public sealed class SignalReaderTests
{
    [Fact]
    public void A_log_record_is_read_with_its_trace()
    {
        var record = Wire.Message(
            Wire.Fixed(1, 5L), Wire.Number(2, 13), Wire.Nested(5, Wire.Text(1, "stock 1 and 2")), Wire.Attribute(6, "event", "e1"), Wire.Bytes(9, new byte[16]), Wire.Bytes(10, new byte[8]));

        var line = Assert.Single(LogReader.Read(Wire.Request("inventory", "inventory-1", "Cache", record)));

        Assert.Equal((5L, "Warning", "stock 1 and 2"), (line.Time, line.Severity, line.Body));
        Assert.Equal((new string('0', 32), new string('0', 16)), (line.TraceId, line.SpanId));
        Assert.Equal(("inventory-1", "Cache", "e1"), (line.Instance, line.Category, line.Attributes["event"]));
    }

    [Fact]
    public void A_log_record_without_a_time_has_the_one_at_which_it_was_seen()
    {
        var line = Assert.Single(LogReader.Read(Wire.Request("a", "a-1", "s", Wire.Message(Wire.Fixed(11, 9L), Wire.Text(3, "warn")))));

        Assert.Equal((9L, "warn", null), (line.Time, line.Severity, line.TraceId));
    }

    [Fact]
    public void Gauges_sums_and_histograms_are_read_point_by_point()
    {
        var gauge = Wire.Message(Wire.Text(1, "threads"), Wire.Nested(5, Wire.Nested(1, Wire.Fixed(4, 2.5))));
        var sum = Wire.Message(Wire.Text(1, "requests"), Wire.Nested(7, Wire.Nested(1, Wire.Fixed(6, 7L)), Wire.Nested(1, Wire.Fixed(6, 8L))));
        var histogram = Wire.Message(Wire.Text(1, "duration"), Wire.Text(3, "s"), Wire.Nested(9, Wire.Nested(1, Wire.Fixed(4, 3L), Wire.Fixed(5, 0.75))));

        var points = MetricReader.Read(Wire.Request("a", "a-1", "s", gauge, sum, histogram));

        Assert.Equal(
            [("threads", "", 2.5, 1L), ("requests", "", 7, 1), ("requests", "", 8, 1), ("duration", "s", 0.75, 3)],
            points.Select(point => (point.Name, point.Unit, point.Value, point.Count)));
    }

    [Fact]
    public void A_span_in_JSON_is_the_span_in_protobuf()
    {
        var json = """
            {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"inventory"}},{"key":"service.instance.id","value":{"stringValue":"inventory-2"}}]},
              "scopeSpans":[{"scope":{"name":"Lab.Services.Inventory"},"spans":[{"traceId":"ABABABABABABABABABABABABABABABAB","spanId":"cdcdcdcdcdcdcdcd","name":"redis GET","kind":3,
              "startTimeUnixNano":"1000","endTimeUnixNano":"1500","attributes":[{"key":"lab.value","value":{"intValue":"1"}}],"status":{}}]}]}]}
            """;

        var read = Assert.Single(JsonOtlp.Spans(Encoding.UTF8.GetBytes(json)));

        var twin = Assert.Single(TraceReader.Read(Wire.Request("inventory", "inventory-2", "Lab.Services.Inventory", Wire.Span(0xab, 0xcd))));
        Assert.Equal(twin.Attributes, read.Attributes);
        Assert.Equal(twin with { Attributes = read.Attributes }, read);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"resourceSpans":7}""")]
    [InlineData("""{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"xyz"}]}]}]}""")]
    [InlineData("""{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"abababababababababababababababab","spanId":"cdcdcdcdcdcdcdcd","kind":"client"}]}]}]}""")]
    public void JSON_that_is_no_request_is_refused(string json) =>
        Assert.Throws<MalformedOtlpException>(() => JsonOtlp.Spans(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Logs_and_metrics_are_read_from_JSON()
    {
        var line = Assert.Single(JsonOtlp.Logs("""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"observedTimeUnixNano":"5","severityNumber":17,"body":{"stringValue":"lost"}}]}]}]}"""u8.ToArray()));
        var point = Assert.Single(JsonOtlp.Metrics("""{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"n","unit":"1","sum":{"dataPoints":[{"asInt":"4"}]}}]}]}]}"""u8.ToArray()));

        Assert.Equal((5L, "Error", "lost"), (line.Time, line.Severity, line.Body));
        Assert.Equal(("n", 4.0), (point.Name, point.Value));
    }
}
