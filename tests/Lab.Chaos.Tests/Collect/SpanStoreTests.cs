using Lab.Chaos.Collect;
using Lab.Chaos.Collect.Storing;

namespace Lab.Chaos.Tests.Collect;

/// <summary>What is kept and what is let go of, before any of it is written; what files have to do with it is tested with files.</summary>
public sealed class SpanStoreTests
{
    private readonly CollectorCounts _counts = new();

    [Fact]
    public void Spans_are_found_by_their_trace_in_the_order_in_which_they_began()
    {
        using var store = Store(new SpanLimits());

        store.Add(Span("1", start: 20));
        store.Add(Span("2", start: 15));
        store.Add(Span("1", start: 10));

        Assert.Equal([10, 20], store.Trace(Id("1")).Select(span => span.Start));
        Assert.Empty(store.Trace(Id("3")));
        Assert.Empty(store.Trace("no id"));
    }

    [Fact]
    public void A_violated_volley_keeps_its_traces_whatever_the_limits()
    {
        using var store = Store(new SpanLimits { CleanVolleysPerArm = 0, Waiting = 1 });

        store.Claim([Id("1"), Id("2")]);
        store.Add(Span("1"));
        store.Add(Span("2"));
        store.Judged("naive", [Id("1"), Id("2")], isViolated: true);
        store.Add(Span("2"));

        Assert.Single(store.Trace(Id("1")));
        Assert.Equal(2, store.Trace(Id("2")).Count);
        Assert.Equal(0, _counts.Read().DroppedSpans);
    }

    [Fact]
    public void Each_arm_keeps_its_first_clean_volleys_and_lets_go_of_the_others()
    {
        using var store = Store(new SpanLimits { CleanVolleysPerArm = 1 });
        foreach (var (arm, trace) in new[] { ("naive", "1"), ("naive", "2"), ("redlock", "3") })
        {
            store.Claim([Id(trace)]);
            store.Add(Span(trace));
            store.Judged(arm, [Id(trace)], isViolated: false);
        }

        Assert.Equal([1, 0, 1], new[] { "1", "2", "3" }.Select(trace => store.Trace(Id(trace)).Count));
        Assert.Equal(1, _counts.Read().DroppedSpans);
    }

    [Fact]
    public void A_span_that_comes_after_its_volley_was_let_go_of_is_let_go_of_too()
    {
        using var store = Store(new SpanLimits { CleanVolleysPerArm = 0 });

        store.Judged("naive", [Id("1")], isViolated: false);
        store.Add(Span("1"));

        Assert.Empty(store.Trace(Id("1")));
        Assert.Equal(1, _counts.Read().DroppedSpans);
    }

    [Fact]
    public void When_memory_is_full_the_oldest_trace_of_no_volley_goes_and_none_that_is_not_judged()
    {
        using var store = Store(new SpanLimits { Waiting = 2 });
        store.Claim([Id("1")]);

        store.Add(Span("1"));
        store.Add(Span("2"));
        store.Add(Span("3"));

        Assert.Equal([1, 0, 1], new[] { "1", "2", "3" }.Select(trace => store.Trace(Id(trace)).Count));
        Assert.Equal(1, _counts.Read().DroppedSpans);
    }

    private SpanStore Store(SpanLimits limits) => new(limits, _counts);

    private static string Id(string digit) => digit.PadLeft(32, '0');

    private static SpanRecord Span(string trace, long start = 1) => new()
    {
        TraceId = Id(trace),
        SpanId = "0000000000000001",
        Name = "redis GET",
        Kind = "client",
        Service = "inventory",
        Start = start,
        End = start + 1,
    };
}
