using Lab.Hosting.Dashboard.Grpc;

namespace Lab.Hosting.Tests.Dashboard;

/// <summary>Messages byte by byte, after the encoding's own documentation; what is written and its nearest neighbour.</summary>
public sealed class ProtobufTests
{
    [Fact]
    public void A_text_is_its_field_its_length_and_its_bytes() =>
        Assert.Equal("0A0568C3A96C6C", Hex(new ProtoWriter().Text(1, "héll")));

    [Fact]
    public void An_empty_text_is_left_out_unless_it_is_optional_and_given()
    {
        Assert.Equal("", Hex(new ProtoWriter().Text(1, "").Text(1, null).Given(1, null)));
        Assert.Equal("0A00", Hex(new ProtoWriter().Given(1, "")));
    }

    [Fact]
    public void A_number_takes_seven_bits_a_byte_and_zero_is_left_out_unless_it_is_optional_and_given()
    {
        Assert.Equal("089601", Hex(new ProtoWriter().Number(1, 150).Number(2, 0)));
        Assert.Equal("1000", Hex(new ProtoWriter().GivenNumber(2, 0)));
        Assert.Equal("08FFFFFFFFFFFFFFFFFF01", Hex(new ProtoWriter().Number(1, -1)));
    }

    [Fact]
    public void A_field_above_fifteen_has_a_tag_of_two_bytes() => Assert.Equal("A00101", Hex(new ProtoWriter().Flag(20, value: true)));

    [Fact]
    public void A_message_inside_has_its_length_and_an_empty_one_is_there()
    {
        Assert.Equal("1A03089601", Hex(new ProtoWriter().Message(3, inner => inner.Number(1, 150))));
        Assert.Equal("1A00", Hex(new ProtoWriter().Message(3, _ => { })));
    }

    [Fact]
    public void A_time_is_its_seconds_and_the_nanoseconds_beyond()
    {
        var time = DateTimeOffset.UnixEpoch.AddSeconds(2).AddTicks(3);

        Assert.Equal("32050802" + "10AC02", Hex(new ProtoWriter().Time(6, time)));
        Assert.Equal("", Hex(new ProtoWriter().Time(6, null)));
    }

    [Fact]
    public void A_request_is_read_and_fields_that_are_not_known_are_passed_over()
    {
        var message = new ProtoWriter().Text(1, "pause").Double(9, 1.5).Message(5, _ => { }).Text(2, "inventory-2").Flag(6, value: true).Written;

        var fields = ProtoFields.Read(message.Span);

        Assert.Equal(("pause", "inventory-2", "", true, false), (fields.Text(1), fields.Text(2), fields.Text(3), fields.Flag(6), fields.Flag(7)));
    }

    [Theory]
    [InlineData("0A05686579")]   // five bytes announced, three there
    [InlineData("08")]           // no value
    [InlineData("08FFFFFFFFFFFFFFFFFFFF01")]   // a number that does not end
    [InlineData("00")]           // field 0
    [InlineData("0B")]           // a group, which nobody uses
    public void What_is_no_message_is_refused(string hex) =>
        Assert.Throws<FormatException>(() => ProtoFields.Read(Convert.FromHexString(hex)));

    [Fact]
    public void Bytes_that_are_no_text_are_refused_and_not_taken_for_question_marks() =>
        Assert.Throws<FormatException>(() => ProtoFields.Read(Convert.FromHexString("0A01FF")).Text(1));

    private static string Hex(ProtoWriter writer) => Convert.ToHexString(writer.Written.Span);
}
