using Lab.Chaos.Scenarios.Yaml;
using Lab.Chaos.Stress.Loads;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>Reads a request: <c>{ send: POST checkout /orders, headers: { … }, body: { … } }</c>.</summary>
internal sealed class RequestReader(ServiceBook services)
{
    /// <summary>A volley contends for a key; a request that is fuzzed need not.</summary>
    public bool NeedsKey { get; init; } = true;

    public RequestTemplate? Read(Field? field, IReadOnlyList<string> placeholders)
    {
        return field?.Section(Grammar.Request) is { } section && Read(section, placeholders) is { } request ? Keyed(field, request) : null;
    }

    private RequestTemplate Keyed(Field field, RequestTemplate request)
    {
        if (NeedsKey && !request.Headers.Values.Append(request.Path).Append(request.Body ?? "").Any(text => text.Contains(Placeholders.Key)))
        {
            field.Wrong($"'{field.Path}' never mentions {Placeholders.Key}, so its volleys would not be told apart. "
                + $"Put {Placeholders.Key} into the path, a header or the body.");
        }

        return request;
    }

    /// <summary>A request of a volley, whose answer may have something to be compared.</summary>
    public RequestTemplate? ReadContended(Field? field) =>
        field?.Section(Grammar.ContendedRequest) is { } section ? ReadContended(field, section) : null;

    /// <inheritdoc cref="ReadContended(Field)"/>
    public RequestTemplate? ReadContended(Field field, Section section) => Read(section, Placeholders.OfRequest) is { } request
        ? Keyed(field, request with { Seen = Seen(section["seen"]) })
        : null;

    /// <summary>The same keys in a section that has more of them.</summary>
    public RequestTemplate? Read(Section section, IReadOnlyList<string> placeholders)
    {
        Dictionary<string, string> headers = Headers(section["headers"], placeholders);
        string? body = section["body"] is { } node ? BodyJson.Write(node, placeholders) : null;
        if (section["send"] is not { } send || Send(send, placeholders) is not var (method, service, path))
        {
            return null;
        }

        return new RequestTemplate { Method = method, Service = service, Path = path, Headers = headers, Body = body };
    }

    private (string Method, string Service, string Path)? Send(Field field, IReadOnlyList<string> placeholders)
    {
        if (field.Text() is not { } text)
        {
            return null;
        }

        if (text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var method, var service, ['/', ..] path])
        {
            _ = field.Not<string>("a method, a service and a path that begins with a slash");
            return null;
        }

        if (!Words.Methods.Contains(method))
        {
            field.Wrong($"Unknown method '{method}' in '{field.Path}'. {Suggest.Among(method, Words.Methods)}");
        }

        Placeholders.Check(field, path, placeholders);

        return services.Check(service, field.Path, field.Wrong, [ServiceKind.Http]) ? (method, service, path) : null;
    }

    private static Dictionary<string, string> Seen(Field? field)
    {
        Dictionary<string, string> seen = [];
        foreach (Field entry in field?.Entries("$.updateId") ?? [])
        {
            if (entry.Text() is { } path)
            {
                seen[entry.Name] = JsonPath.Parse(path) is null ? entry.Not<string>("a JSON path to one value") ?? path : path;
            }
        }

        return seen;
    }

    private static Dictionary<string, string> Headers(Field? field, IReadOnlyList<string> placeholders)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (Field header in field?.Entries("\"{operation}\"") ?? [])
        {
            string? value = header.Text();
            Placeholders.Check(header, value, placeholders);
            if (value?.AsSpan().IndexOfAny('\r', '\n') >= 0)
            {
                header.Wrong($"'{header.Path}' holds a line break, which would end the header. Write it on one line.");
            }

            headers[header.Name] = value ?? "";
        }

        return headers;
    }
}
