using System.Globalization;
using System.Text;
using Lab.Chaos.Fuzz.Payloads;

namespace Lab.Chaos.Fuzz.Reproductions;

/// <summary>A reproduction as commands for bash, byte for byte: what cannot stand in a command line is read from a file beside the test.</summary>
internal static class Curl
{
    private const int LongestInline = 4_000;

    /// <param name="reproduction">What to write.</param>
    /// <param name="folder">Where bodies are written that do not fit into a command line.</param>
    public static string Write(Reproduction reproduction, string folder)
    {
        var key = $"fuzz-{reproduction.Finding.Case}";
        var lines = new List<string>();
        foreach (var step in reproduction.Steps)
        {
            var commands = step.Requests
                .Select((request, n) => Command(Settled(request, key), reproduction.Addresses[request.Service],
                    Path.Combine(folder, $"{reproduction.Number}-{lines.Count + n}.body")))
                .ToList();
            lines.Add(commands.Count == 1 ? commands[0] : string.Join(" & ", commands) + " & wait");
        }

        return string.Join('\n', lines);
    }

    private static string Command(WireRequest request, Uri address, string file)
    {
        var command = new StringBuilder($"curl -sS -i -g --path-as-is -X {request.Method} {Quote(Wtf8.Bytes(new Uri(address, "/").ToString().TrimEnd('/') + request.Target))}");
        foreach (var (name, value) in request.Headers)
        {
            command.Append(" -H ").Append(Quote(Wtf8.Bytes(value.Length == 0 ? $"{name};" : $"{name}: {value}")));
        }

        var hasBody = request.Body.Length > 0 || request.Method is "POST" or "PUT" or "PATCH";
        if (hasBody && !request.Headers.Any(header => header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
        {
            command.Append(" -H 'Content-Type:'");   // curl would say that it is a form
        }

        return hasBody ? command.Append(" --data-binary ").Append(Body(request.Body, file)).ToString() : command.ToString();
    }

    private static string Body(byte[] body, string file)
    {
        // No command line can hold a NUL, and curl takes a leading @ for a file.
        if (body.Length <= LongestInline && !body.Contains((byte)0) && body is not [(byte)'@', ..])
        {
            return Quote(body);
        }

        File.WriteAllBytes(file, body);
        return Quote(Wtf8.Bytes("@" + file));
    }

    /// <summary>Single quotes where every byte is a printable ASCII character, else <c>$'\x00'</c> of bash.</summary>
    public static string Quote(byte[] bytes)
    {
        if (bytes.All(one => one is >= 0x20 and < 0x7F and not (byte)'\''))
        {
            return $"'{Encoding.ASCII.GetString(bytes)}'";
        }

        var text = new StringBuilder("$'");
        foreach (var one in bytes)
        {
            _ = one switch
            {
                (byte)'\'' or (byte)'\\' => text.Append('\\').Append((char)one),
                >= 0x20 and < 0x7F => text.Append((char)one),
                _ => text.Append(CultureInfo.InvariantCulture, $"\\x{one:x2}"),
            };
        }

        return text.Append('\'').ToString();
    }

    // Marks are ASCII, so they survive in bytes that are no text.
    private static WireRequest Settled(WireRequest request, string key) => request with
    {
        Target = Marks.Settle(request.Target, key),
        Headers = [.. request.Headers.Select(header => (header.Name, Marks.Settle(header.Value, key)))],
        Body = Encoding.Latin1.GetBytes(Marks.Settle(Encoding.Latin1.GetString(request.Body), key)),
    };
}
