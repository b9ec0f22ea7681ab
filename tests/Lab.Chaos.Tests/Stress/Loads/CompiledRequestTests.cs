using System.Text;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Stress;
using Lab.Chaos.Stress.Loads;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Stress.Loads;

/// <summary>The bytes of a load are those of a volley.</summary>
public sealed class CompiledRequestTests
{
    private static readonly Uri Target = new("http://127.0.0.1:5080/base/");
    private static readonly TraceParent Trace = new(1, 2, 3);

    public static TheoryData<string?> Bodies =>
    [
        (string?)null,
        """{"event":"{key}","buyer":"{process}","name":"buyer-{process}"}""",
        """[1, 2.50, true, null, {"a":{"b":"ü \" {operation}"}}, "{unknown}"]""",
    ];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void It_says_the_same_as_the_renderer_of_volleys(string? body)
    {
        var template = Sample.Template(body);

        var written = Write(template, step: 0, []);

        var rendered = RequestRenderer.Render(
            template,
            new Placeholders { Key = "run-0-k3", Operation = "run-0-17", Process = 4711, Stock = 50 },
            Target,
            "00-00000000000000010000000000000002-0000000000000003-01");
        Assert.Equal(Lines(Encoding.UTF8.GetString(rendered)), Lines(written));
    }

    [Fact]
    public void Later_steps_have_ids_of_their_own_and_the_session_in_common()
    {
        var written = Write(Sample.Template("""["{operation}","{session}"]"""), step: 2, []);

        Assert.EndsWith("""["run-0-17.2","run-0-17"]""", written, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_captured_is_escaped_for_where_it_goes()
    {
        var template = Sample.Template("""{"id":"{order}"}""") with { Path = "/orders/{order}" };

        var written = Write(template, step: 1, ["a b\"/"]);

        Assert.StartsWith("POST /base/orders/a%20b%22%2F HTTP/1.1\r\n", written, StringComparison.Ordinal);
        Assert.EndsWith("""{"id":"a b\u0022/"}""", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Writing_allocates_nothing()
    {
        var request = CompiledRequest.Of(Sample.Template(), Target, []);
        var buffer = new byte[4096];
        var values = Values(0, []);
        _ = request.Write(values, buffer);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var n = 0; n < 1_000; n++)
        {
            _ = request.Write(values, buffer);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_buffer_that_is_too_small_is_told_and_never_overrun()
    {
        var request = CompiledRequest.Of(Sample.Template(), Target, []);
        var whole = request.Write(Values(0, []), new byte[4096]);

        Assert.All(Enumerable.Range(0, whole), size => Assert.Equal(-1, request.Write(Values(0, []), new byte[size])));
    }

    [Fact]
    public void A_header_that_the_lab_sets_itself_is_refused()
    {
        var template = Sample.Template() with { Headers = new Dictionary<string, string> { ["Host"] = "elsewhere" } };

        var refused = Assert.Throws<LabException>(() => CompiledRequest.Of(template, Target, []));

        Assert.Equal("Header 'Host' of a request template is set by the lab itself. Remove it from the template.", refused.Message);
    }

    private static string Write(RequestTemplate template, int step, string?[] captured)
    {
        var buffer = new byte[4096];
        var length = CompiledRequest.Of(template, Target, ["order"]).Write(Values(step, captured), buffer);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private static RequestValues Values(int step, string?[] captured) => new()
    {
        Key = "run-0-k3"u8,
        Load = "run-0"u8,
        Number = 17,
        Step = step,
        Process = 4711,
        Trace = Trace,
        Captured = captured,
    };

    // The order of headers means nothing.
    private static IEnumerable<string> Lines(string request) =>
        [.. request[..request.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n").Order(), request[request.IndexOf("\r\n\r\n", StringComparison.Ordinal)..]];
}
