using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Stress.Loads;

/// <summary>
/// A template taken apart once, so that a request can be written ten thousand times a second without allocating: bytes that never change, and
/// slots between them.
/// <code>POST /orders HTTP/1.1 … Idempotency-Key: ▢operation … {"eventId":"▢key","buyerId":"buyer-▢process"}</code>
/// What it writes is what <see cref="RequestRenderer"/> writes for a volley.
/// </summary>
internal sealed partial class CompiledRequest
{
    private const int LengthDigits = 10;

    private readonly Part[] _head;
    private readonly Part[] _body;
    private readonly bool _saysLength;

    private CompiledRequest(Part[] head, Part[] body, bool saysLength) => (_head, _body, _saysLength) = (head, body, saysLength);

    private enum Slot
    {
        None,
        Key,
        Operation,
        Process,
        Session,
        Trace,
        Captured,
    }

    private enum Escape
    {
        None,
        Uri,
        Json,
    }

    /// <param name="template">What to send.</param>
    /// <param name="target">Base address.</param>
    /// <param name="captured">Names that steps before this one have captured, in the order of their slots.</param>
    public static CompiledRequest Of(RequestTemplate template, Uri target, IReadOnlyList<string> captured)
    {
        RequestRenderer.ThrowUnlessSendable(template);
        var body = new Builder(captured);
        if (template.Body is { } json)
        {
            body.Json(JsonNode.Parse(json));
        }

        var head = new Builder(captured);
        head.Text(template.Method + " " + target.AbsolutePath.TrimEnd('/'), Escape.None);
        head.Text(template.Path, Escape.Uri);
        head.Text($" HTTP/1.1\r\nHost: {target.Authority}\r\ntraceparent: ", Escape.None);
        head.Add(new Part(null, Slot.Trace, Escape.None, 0));
        head.Text("\r\n", Escape.None);
        if (template.Body is not null && !template.Headers.Keys.Contains("Content-Type", StringComparer.OrdinalIgnoreCase))
        {
            head.Text("Content-Type: application/json\r\n", Escape.None);
        }

        foreach (var (name, value) in template.Headers)
        {
            head.Text($"{name}: ", Escape.None);
            head.Text(value, Escape.None);
            head.Text("\r\n", Escape.None);
        }

        return new CompiledRequest(head.Parts(), body.Parts(), template.Body is not null || template.Method is "POST" or "PUT" or "PATCH");
    }

    /// <summary>Writes the whole request; returns its length, or -1 when there is no room for it.</summary>
    public int Write(in RequestValues values, Span<byte> to)
    {
        // The body first, behind where the head will end at most: its length stands in the head.
        if (Write(_head, values, to) is not (>= 0 and var head))
        {
            return -1;
        }

        if (!_saysLength)
        {
            return "\r\n"u8.TryCopyTo(to[head..]) ? head + 2 : -1;
        }

        var room = head + "Content-Length: "u8.Length + LengthDigits + 4;
        if (room > to.Length || Write(_body, values, to[room..]) is not (>= 0 and var body))
        {
            return -1;
        }

        "Content-Length: "u8.CopyTo(to[head..]);
        head += "Content-Length: "u8.Length;
        _ = Utf8Formatter.TryFormat(body, to[head..], out var digits);
        "\r\n\r\n"u8.CopyTo(to[(head + digits)..]);
        head += digits + 4;
        to.Slice(room, body).CopyTo(to[head..]);
        return head + body;
    }

    private static int Write(Part[] parts, in RequestValues values, Span<byte> to)
    {
        var at = 0;
        foreach (var part in parts)
        {
            var written = part.Slot == Slot.None
                ? part.Bytes!.AsSpan().TryCopyTo(to[at..]) ? part.Bytes!.Length : -1
                : Fill(part, values, to[at..]);
            if (written < 0)
            {
                return -1;
            }

            at += written;
        }

        return at;
    }

    private static int Fill(in Part part, in RequestValues values, Span<byte> to) => part.Slot switch
    {
        // Keys and ids are made of letters, digits, dots and hyphens: nothing in them needs to be escaped anywhere.
        Slot.Key => values.Key.TryCopyTo(to) ? values.Key.Length : -1,
        Slot.Operation => values.WriteOperation(to),
        Slot.Session => values.WriteSession(to),
        Slot.Process => Utf8Formatter.TryFormat(values.Process, to, out var digits) ? digits : -1,
        Slot.Trace => values.Trace.Write(to),
        Slot.Captured => Encoding.UTF8.TryGetBytes(Escaped(values.Captured![part.Captured] ?? "", part.Escape), to, out var length) ? length : -1,
        _ => throw new System.Diagnostics.UnreachableException($"{part.Slot} because a part without bytes has a slot."),
    };

    private static string Escaped(string value, Escape escape) => escape switch
    {
        Escape.Uri => Uri.EscapeDataString(value),
        Escape.Json => JsonEncodedText.Encode(value).Value,
        _ => value.AsSpan().IndexOfAny('\r', '\n', '\0') < 0 ? value : "",   // a header must not end early
    };

    private readonly record struct Part(byte[]? Bytes, Slot Slot, Escape Escape, int Captured);

    private sealed class Builder(IReadOnlyList<string> captured)
    {
        private readonly List<Part> _parts = [];
        private readonly StringBuilder _pending = new();

        public void Add(Part part)
        {
            Flush();
            _parts.Add(part);
        }

        public Part[] Parts()
        {
            Flush();
            return [.. _parts];
        }

        /// <summary>Text with placeholders; what is between them is taken as it is, except in JSON.</summary>
        public void Text(string text, Escape escape)
        {
            var at = 0;
            foreach (Match match in Braces().Matches(text))
            {
                if (SlotOf(match.Groups["name"].Value, escape) is { } slot)
                {
                    Literal(text[at..match.Index], escape);
                    Add(slot);
                    at = match.Index + match.Length;
                }
            }

            Literal(text[at..], escape);
        }

        public void Json(JsonNode? node)
        {
            switch (node)
            {
                case JsonObject map:
                    List(map, '{', '}', entry =>
                    {
                        _pending.Append('"').Append(JsonEncodedText.Encode(entry.Key).Value).Append("\":");
                        Json(entry.Value);
                    });
                    break;
                case JsonArray list:
                    List(list, '[', ']', Json);
                    break;
                case JsonValue value when value.TryGetValue<string>(out var text):
                    if (text == "{process}")
                    {
                        Add(new Part(null, Slot.Process, Escape.None, 0));   // exactly this is sent as a number
                        break;
                    }

                    _pending.Append('"');
                    Text(text, Escape.Json);
                    _pending.Append('"');
                    break;
                default:
                    _pending.Append(node?.ToJsonString() ?? "null");
                    break;
            }
        }

        private void List<T>(IEnumerable<T> items, char open, char close, Action<T> write)
        {
            _pending.Append(open);
            var first = true;
            foreach (var item in items)
            {
                _pending.Append(first ? "" : ",");
                first = false;
                write(item);
            }

            _pending.Append(close);
        }

        private void Literal(string text, Escape escape) =>
            _pending.Append(escape == Escape.Json && text.Length > 0 ? JsonEncodedText.Encode(text, JavaScriptEncoder.Default).Value : text);

        private void Flush()
        {
            if (_pending.Length > 0)
            {
                _parts.Add(new Part(Encoding.UTF8.GetBytes(_pending.ToString()), Slot.None, Escape.None, 0));
                _pending.Clear();
            }
        }

        private Part? SlotOf(string name, Escape escape) => name switch
        {
            "key" => new Part(null, Slot.Key, escape, 0),
            "operation" => new Part(null, Slot.Operation, escape, 0),
            "process" => new Part(null, Slot.Process, escape, 0),
            "session" => new Part(null, Slot.Session, escape, 0),
            _ => Enumerable.Range(0, captured.Count).Where(slot => captured[slot] == name).Select(slot => (Part?)new Part(null, Slot.Captured, escape, slot)).FirstOrDefault(),
        };
    }

    [GeneratedRegex(@"\{(?<name>[A-Za-z]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Braces();
}
