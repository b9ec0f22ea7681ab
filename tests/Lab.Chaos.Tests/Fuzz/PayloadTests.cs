using System.Text;
using Lab.Chaos.Fuzz.Payloads;

namespace Lab.Chaos.Tests.Fuzz;

/// <summary>What a JSON library or HttpClient would mend goes out as it is.</summary>
public sealed class PayloadTests
{
    private static readonly Blanks Blanks = new() { Key = "k\"1", Operation = "op", Process = 3, Stock = 50 };

    [Fact]
    public void A_lone_surrogate_is_written_as_an_escape_and_a_pair_as_it_is() =>
        Assert.Equal("\"\\ud800\U0001F3AB\\udc00\"", JsonWriting.Write(new JsonString("\ud800\U0001F3AB\udc00"), Blanks));

    [Fact]
    public void Absent_leaves_the_name_out_null_does_not_and_twice_gives_it_twice() => Assert.Equal(
        """{"b":null,"c":1,"c":2}""",
        JsonWriting.Write(
            new JsonFields(
                new JsonField("a", new JsonAbsent()),
                new JsonField("b", JsonRaw.Null),
                new JsonField("c", new JsonTwice(new JsonRaw("1"), new JsonRaw("2")))),
            Blanks));

    [Fact]
    public void A_quote_in_a_key_cannot_break_out_of_its_string() =>
        Assert.Equal("\"k\\\"1 of op\"", JsonWriting.Write(new JsonString("{key} of {operation}"), Blanks));

    [Fact]
    public void A_number_may_be_a_blank() => Assert.Equal("[3,50]", JsonWriting.Write(new JsonItems(new JsonRaw("{process}"), new JsonRaw("{stock}")), Blanks));

    [Fact]
    public void An_id_from_every_client_is_another_and_the_same_id_is_the_same()
    {
        var other = Blanks with { Operation = "other" };

        Assert.NotEqual(Blanks.Fill("{uuid}"), other.Fill("{uuid}"));
        Assert.Equal(Blanks.Fill("{key-uuid} {key-number}"), other.Fill("{key-uuid} {key-number}"));
    }

    [Fact]
    public void A_request_is_on_the_wire_as_it_was_meant()
    {
        var draft = new RequestDraft
        {
            Method = "PUT",
            Service = "shop",
            Path = [new PathPart(null, new JsonRaw("events")), new PathPart("id", new JsonString("a/\ud800")), new PathPart("x", new JsonRaw("%zz"))],
            Query = [new JsonField("q", new JsonTwice(new JsonString("1"), new JsonString("&")))],
            Headers = [new JsonField("Key", new JsonTwice(new JsonString("a\r\nb"), new JsonString("c"))), new JsonField("Gone", new JsonAbsent())],
            Body = new JsonRaw("{"),
        };

        var wire = Wire.Render(draft, Blanks, new Uri("http://127.0.0.1:80/base"));

        Assert.Equal(
            "PUT /base/events/a%2F%ED%A0%80/%zz?q=1&q=%26 HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            + "Key: a  b\r\nKey: c\r\nContent-Length: 1\r\n\r\n{",
            Encoding.UTF8.GetString(wire.Bytes));
    }

    [Fact]
    public void A_mutation_reaches_into_objects_and_lists()
    {
        var draft = new RequestDraft
        {
            Method = "POST",
            Service = "shop",
            Path = [],
            Query = [],
            Headers = [],
            Body = new JsonFields(new JsonField("a", new JsonItems(new JsonFields(new JsonField("b", new JsonRaw("1")))))),
        };

        var changed = draft.With(new FieldPath(FieldPlace.Body, "/a/0/b"), new JsonRaw("2"));

        Assert.Equal("""{"a":[{"b":2}]}""", JsonWriting.Write(changed.Body!, Blanks));
    }
}
