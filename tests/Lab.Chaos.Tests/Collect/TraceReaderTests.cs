using Lab.Chaos.Collect.Decoding;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Collect;

public sealed class TraceReaderTests
{
    private static readonly byte[] Request = Wire.Request("inventory", "inventory-2", "Lab.Services.Inventory", Wire.Span(0xab, 0xcd));

    [Fact]
    public void A_span_is_read_with_the_process_that_sent_it()
    {
        var span = Assert.Single(TraceReader.Read(Request));

        Assert.Equal(("inventory", "inventory-2", "Lab.Services.Inventory"), (span.Service, span.Instance, span.Scope));
        Assert.Equal((string.Concat(Enumerable.Repeat("ab", 16)), string.Concat(Enumerable.Repeat("cd", 8))), (span.TraceId, span.SpanId));
        Assert.Equal(("redis GET", "client", 1_000L, 1_500L), (span.Name, span.Kind, span.Start, span.End));
        Assert.Equal("1", span.Attributes["lab.value"]);
    }

    [Fact]
    public void A_root_has_no_parent_and_a_child_has_one()
    {
        var child = Wire.Message(Wire.Span(1, 2), Wire.Bytes(4, [3, 3, 3, 3, 3, 3, 3, 3]));

        var spans = TraceReader.Read(Wire.Request("a", "a-1", "s", Wire.Span(1, 1), child));

        Assert.Null(spans[0].ParentId);
        Assert.Equal("0303030303030303", spans[1].ParentId);
    }

    [Fact]
    public void A_failed_span_says_why()
    {
        var failed = Wire.Message(Wire.Span(1, 1), Wire.Nested(15, Wire.Text(2, "timeout"), Wire.Number(3, 2)));

        var spans = TraceReader.Read(Wire.Request("a", "a-1", "s", failed, Wire.Message(Wire.Span(1, 1), Wire.Nested(15, Wire.Number(3, 1)))));

        Assert.Equal((true, "timeout"), (spans[0].Failed, spans[0].Message));
        Assert.False(spans[1].Failed);
    }

    [Fact]
    public void Events_and_links_are_read()
    {
        var span = Assert.Single(TraceReader.Read(Wire.Request("a", "a-1", "s", Wire.Message(
            Wire.Span(1, 1),
            Wire.Nested(11, Wire.Fixed(1, 42L), Wire.Text(2, "held"), Wire.Attribute(3, "ms", "500")),
            Wire.Nested(13, Wire.Bytes(1, new byte[16]), Wire.Bytes(2, new byte[8]))))));

        var held = Assert.Single(span.Events!);
        Assert.Equal((42L, "held", "500"), (held.Time, held.Name, held.Attributes["ms"]));
        Assert.Equal(new string('0', 32), Assert.Single(span.Links!).TraceId);
    }

    [Fact]
    public void Values_of_every_type_become_text()
    {
        byte[][] values =
        [
            Wire.Nested(2, Wire.Number(2, 1)),
            Wire.Nested(2, Wire.Number(3, unchecked((ulong)-7))),
            Wire.Nested(2, Wire.Fixed(4, 0.5)),
            Wire.Nested(2, Wire.Nested(5, Wire.Nested(1, Wire.Text(1, "a")), Wire.Nested(1, Wire.Number(3, 2)))),
            Wire.Nested(2, Wire.Nested(6, Wire.Attribute(1, "k", "v"))),
            Wire.Nested(2, Wire.Bytes(7, [1, 2, 3])),
            [],
        ];

        var span = Assert.Single(TraceReader.Read(Wire.Request("a", "a-1", "s", Wire.Message(
            [Wire.Span(1, 1), .. values.Select((value, n) => Wire.Nested(9, Wire.Text(1, $"k{n}"), value))]))));

        Assert.Equal(["true", "-7", "0.5", "[a, 2]", "{k: v}", "AQID", ""], values.Select((_, n) => span.Attributes[$"k{n}"]));
    }

    [Fact]
    public void Fields_that_are_not_known_are_passed_over()
    {
        byte[][] unknown = [Wire.Number(90, 7), Wire.Fixed(91, 7L), Wire.Text(92, "new"), [(93 << 3 | 5) & 0x7f | 0x80, 93 << 3 >> 7, 1, 2, 3, 4]];

        Assert.Single(TraceReader.Read(Wire.Request("a", "a-1", "s", Wire.Message([.. unknown, Wire.Span(1, 1), .. unknown]))));
    }

    [Fact]
    public void The_resource_counts_even_where_it_comes_after_its_spans()
    {
        var late = Wire.Nested(
            1,
            Wire.Nested(2, Wire.Bytes(2, Wire.Span(1, 1))),
            Wire.Nested(1, Wire.Attribute(1, "service.name", "late")));

        Assert.Equal("late", Assert.Single(TraceReader.Read(late)).Service);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0101")]
    public void A_span_without_a_whole_trace_id_is_refused(string hex)
    {
        var span = Wire.Message(Wire.Bytes(1, Convert.FromHexString(hex)), Wire.Bytes(2, new byte[8]));

        Assert.Throws<MalformedOtlpException>(() => TraceReader.Read(Wire.Request("a", "a-1", "s", span)));
    }

    [Fact]
    public void Lists_within_lists_are_followed_sixteen_deep_and_no_further()
    {
        Assert.Single(TraceReader.Read(Nested(AttributeReader.Deepest)));
        Assert.Throws<MalformedOtlpException>(() => TraceReader.Read(Nested(AttributeReader.Deepest + 1)));

        static byte[] Nested(int deep)
        {
            var value = Wire.Text(1, "x");
            for (var n = 0; n < deep; n++)
            {
                value = Wire.Nested(5, Wire.Bytes(1, value));
            }

            return Wire.Request("a", "a-1", "s", Wire.Message(Wire.Span(1, 1), Wire.Nested(9, Wire.Text(1, "k"), Wire.Bytes(2, value))));
        }
    }

    [Fact]
    public void Whatever_is_cut_off_or_altered_is_read_or_refused_and_nothing_else()
    {
        var chance = new Seed(42).Stream("bytes");
        for (var n = 0; n < 20_000; n++)
        {
            var broken = Request[..chance.Next(1, Request.Length + 1)];
            broken[chance.Next(broken.Length)] = (byte)chance.Next(256);
            try
            {
                TraceReader.Read(broken);
            }
            catch (MalformedOtlpException)
            {
                // Refused, as it should be.
            }
        }
    }
}
