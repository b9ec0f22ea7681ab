using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Stress;

/// <summary>What the placeholders {key}, {operation}, {process} and {stock} stand for in one request.</summary>
internal sealed record Placeholders
{
    public required string Key { get; init; }

    public required string Operation { get; init; }

    public required int Process { get; init; }

    public required int Stock { get; init; }

    /// <summary>Replaces every placeholder; each value passes <paramref name="escape"/> first.</summary>
    public string Fill(string text, Func<string, string> escape) => text
        .Replace("{key}", escape(Key), StringComparison.Ordinal)
        .Replace("{operation}", escape(Operation), StringComparison.Ordinal)
        .Replace("{process}", escape(Process.ToString(CultureInfo.InvariantCulture)), StringComparison.Ordinal)
        .Replace("{stock}", escape(Stock.ToString(CultureInfo.InvariantCulture)), StringComparison.Ordinal);

    public string Fill(string text) => Fill(text, static value => value);
}

/// <summary>Turns a template into the bytes of a whole HTTP/1.1 request.</summary>
internal static class RequestRenderer
{
    // They frame the message or name its target: a template that sets them would break the one or lie about the other.
    private static readonly string[] Reserved = ["Host", "Content-Length", "Transfer-Encoding", "Connection", "traceparent"];

    /// <param name="template">What to render.</param>
    /// <param name="values">What its placeholders stand for.</param>
    /// <param name="target">Base address; a path in it is put before the template's.</param>
    /// <param name="traceParent">W3C <c>traceparent</c>.</param>
    /// <exception cref="LabException">A header is reserved or would break the message.</exception>
    public static byte[] Render(RequestTemplate template, Placeholders values, Uri target, string traceParent)
    {
        ThrowUnlessSendable(template);
        var body = template.Body is null ? [] : Encoding.UTF8.GetBytes(RenderBody(template.Body, values));
        var path = target.AbsolutePath.TrimEnd('/') + values.Fill(template.Path, Uri.EscapeDataString);
        var head = new StringBuilder()
            .Append(template.Method).Append(' ').Append(path).Append(" HTTP/1.1\r\n")
            .Append("Host: ").Append(target.Authority).Append("\r\n")
            .Append("traceparent: ").Append(traceParent).Append("\r\n");
        if (body.Length > 0 && !template.Headers.Keys.Contains("Content-Type", StringComparer.OrdinalIgnoreCase))
        {
            head.Append("Content-Type: application/json\r\n");
        }

        // RFC 9110, 8.6: a method that gives content a meaning says so even when there is none.
        if (body.Length > 0 || template.Method is "POST" or "PUT" or "PATCH")
        {
            head.Append("Content-Length: ").Append(body.Length).Append("\r\n");
        }

        foreach (var (name, value) in template.Headers)
        {
            head.Append(name).Append(": ").Append(HeaderValue(name, values.Fill(value))).Append("\r\n");
        }

        return [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. body];
    }

    /// <exception cref="LabException">A header is reserved.</exception>
    public static void ThrowUnlessSendable(RequestTemplate template)
    {
        if (template.Headers.Keys.FirstOrDefault(name => Reserved.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } name)
        {
            throw new LabException($"Header '{name}' of a request template is set by the lab itself. Remove it from the template.");
        }
    }

    private static string HeaderValue(string name, string value)
    {
        return value.AsSpan().IndexOfAny('\r', '\n', '\0') < 0 ? value
            : throw new LabException($"Header '{name}' of a request template has a line break in its value. Write it on one line.");
    }

    internal static string RenderBody(string template, Placeholders values) =>
        Filled(JsonNode.Parse(template), values)?.ToJsonString() ?? "null";

    /// <summary>Fills string values in the parsed tree, so that a quote in a key can never break out of its string.</summary>
    private static JsonNode? Filled(JsonNode? node, Placeholders values) => node switch
    {
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Filled(pair.Value, values)))),
        JsonArray list => new JsonArray([.. list.Select(item => Filled(item, values))]),
        JsonValue value when value.TryGetValue<string>(out var text) => text switch
        {
            "{stock}" => JsonValue.Create(values.Stock),
            "{process}" => JsonValue.Create(values.Process),
            _ => JsonValue.Create(values.Fill(text)),
        },
        _ => node?.DeepClone(),
    };
}
