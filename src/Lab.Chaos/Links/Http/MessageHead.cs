using System.Text;

namespace Lab.Chaos.Links.Http;

/// <summary>The first lines of an HTTP/1.1 message, up to and with the empty one.</summary>
internal sealed class MessageHead
{
    /// <summary>Longer ones are nobody's; whoever meets one gives up.</summary>
    public const int MostBytes = 64 * 1024;

    private readonly List<string> _lines;

    private MessageHead(List<string> lines) => _lines = lines;

    /// <summary><c>GET /orders HTTP/1.1</c> or <c>HTTP/1.1 200 OK</c>.</summary>
    public string StartLine => _lines[0];

    /// <summary><c>Name: value</c>, as they came.</summary>
    public IEnumerable<string> Fields => _lines.Skip(1);

    /// <summary>Length of the head in the bytes; -1 while it is not complete.</summary>
    public static int LengthIn(ReadOnlySpan<byte> bytes) => bytes.IndexOf("\r\n\r\n"u8) is >= 0 and var end ? end + 4 : -1;

    public static MessageHead Read(ReadOnlySpan<byte> head) =>
        new([.. Encoding.Latin1.GetString(head[..^4]).Split("\r\n")]);

    /// <summary>How its body ends.</summary>
    /// <param name="otherwise">Where no field tells: nothing follows a request, an answer lasts until the connection ends.</param>
    public BodyFraming Framing(BodyFraming otherwise)
    {
        if (Fields.Any(field => Is(field, "Transfer-Encoding") && Value(field).EndsWith("chunked", StringComparison.OrdinalIgnoreCase)))
        {
            return BodyFraming.Chunked;
        }

        return Fields.FirstOrDefault(field => Is(field, "Content-Length")) is { } length && long.TryParse(Value(length), out var bytes)
            ? BodyFraming.Length(bytes)
            : otherwise;
    }

    public static bool Is(string field, string name) =>
        field.Length > name.Length && field[name.Length] == ':' && field.StartsWith(name, StringComparison.OrdinalIgnoreCase);

    private static string Value(string field) => field[(field.IndexOf(':') + 1)..].Trim();
}
