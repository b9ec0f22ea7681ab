using System.Globalization;
using System.Text;

namespace Lab.Chaos.Fuzz.Payloads;

/// <summary>A request as it goes on the wire, and as parts for whoever prints it.</summary>
internal sealed record WireRequest
{
    public required string Service { get; init; }

    public required string Method { get; init; }

    /// <summary>Path and query, escaped.</summary>
    public required string Target { get; init; }

    /// <summary>Without those that frame the message.</summary>
    public required IReadOnlyList<(string Name, string Value)> Headers { get; init; }

    public required byte[] Body { get; init; }

    public required byte[] Bytes { get; init; }
}

/// <summary>Turns a draft into the bytes of a whole HTTP/1.1 request. Nothing that a client library would mend is mended.</summary>
internal static class Wire
{
    public static WireRequest Render(RequestDraft draft, Blanks blanks, Uri address)
    {
        var body = draft.Body is { } part ? Wtf8.Bytes(JsonWriting.Write(part, blanks)) : [];
        var target = address.AbsolutePath.TrimEnd('/') + Path(draft, blanks) + Query(draft, blanks);
        var headers = draft.Headers.SelectMany(header => Header(header, blanks)).ToList();
        if (draft.Body is not null && !draft.Headers.Any(header => header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
        {
            headers.Insert(0, ("Content-Type", "application/json"));
        }

        var head = new StringBuilder()
            .Append(draft.Method).Append(' ').Append(target).Append(" HTTP/1.1\r\nHost: ").Append(address.Authority).Append("\r\n");
        foreach (var (name, value) in headers)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        if (draft.Body is not null || draft.Method is "POST" or "PUT" or "PATCH")
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
        }

        return new WireRequest
        {
            Service = draft.Service,
            Method = draft.Method,
            Target = target,
            Headers = headers,
            Body = body,
            Bytes = [.. Wtf8.Bytes(head.Append("\r\n").ToString()), .. body],
        };
    }

    private static string Path(RequestDraft draft, Blanks blanks) =>
        draft.Path.Count == 0 ? "/" : string.Concat(draft.Path.Select(part => "/" + Segment(part.Value, blanks)));

    private static string Segment(JsonPart part, Blanks blanks) => part is JsonRaw raw
        ? OnOneLine(blanks.Fill(raw.Text)).Replace(' ', '+')
        : Wtf8.Escape(JsonWriting.Plain(part, blanks));

    private static string Query(RequestDraft draft, Blanks blanks)
    {
        var pairs = draft.Query
            .SelectMany(field => Values(field.Value).Select(value => $"{Wtf8.Escape(field.Name)}={Segment(value, blanks)}"))
            .ToList();
        return pairs.Count == 0 ? "" : "?" + string.Join('&', pairs);
    }

    private static IEnumerable<(string, string)> Header(JsonField header, Blanks blanks) =>
        Values(header.Value).Select(value => (header.Name, OnOneLine(JsonWriting.Plain(value, blanks))));

    private static JsonPart[] Values(JsonPart value) => value switch
    {
        JsonAbsent => [],
        JsonTwice twice => [twice.First, twice.Second],
        _ => [value],
    };

    // A line break would end the header: the rest would be another request, of which nobody reads the answer.
    private static string OnOneLine(string text) => text.Replace('\r', ' ').Replace('\n', ' ');
}
