using Lab.Chaos.Isolate.Stubs.Matching;

namespace Lab.Chaos.Isolate.Stubs.Reading;

/// <summary>Reads <c>request</c>.</summary>
internal static class RequestReader
{
    public static readonly string[] Known =
        ["method", "url", "urlPath", "urlPattern", "urlPathPattern", "queryParameters", "headers", "bodyPatterns"];

    public static RequestPattern Read(JsonSection section) => new()
    {
        Method = section.Text("method", "POST")?.ToUpperInvariant() is var method && method == "ANY" ? null : method,
        Url = Url(section),
        Query = Named(section, "queryParameters"),
        Headers = Named(section, "headers"),
        Body =
        [
            .. section.Sections("bodyPatterns", PatternReader.Known, """[{ "contains": "GBP" }]""")
                .Select(PatternReader.Read).OfType<TextPattern>(),
        ],
    };

    private static UrlPattern? Url(JsonSection section)
    {
        string[] given = [.. Known.Where(key => key.StartsWith("url", StringComparison.Ordinal) && section.Has(key))];
        if (given.Length > 1)
        {
            section.Wrong($"'{section.Path}' has {string.Join(" and ", given)}; keep one of them.");
            return null;
        }

        if (given is not [var key])
        {
            return null;
        }

        var pathOnly = key.StartsWith("urlPath", StringComparison.Ordinal) && key is not "urlPattern";
        if (key.EndsWith("Pattern", StringComparison.Ordinal))
        {
            return PatternReader.Regex(section, key) is { } regex ? new UrlPattern(null, regex, pathOnly) : null;
        }

        if (section.Text(key, "/payments") is not { } literal)
        {
            return null;
        }

        if (!literal.StartsWith('/') || (pathOnly && literal.Contains('?')))
        {
            section.Wrong($"'{section.Inside(key)}' is \"{literal}\"; it must begin with a slash"
                + (pathOnly ? " and have no query, which goes under queryParameters." : "."));
        }

        return new UrlPattern(literal, null, pathOnly);
    }

    private static List<NamedPattern> Named(JsonSection section, string key)
    {
        if (section.Section(key, known: null, """{ "Currency": { "equalTo": "GBP" } }""") is not { } named)
        {
            return [];
        }

        var patterns = new List<NamedPattern>();
        foreach (var name in named.Keys)
        {
            if (named.Section(name, PatternReader.Known, PatternReader.Example) is { } pattern && PatternReader.Read(pattern) is { } read)
            {
                patterns.Add(new NamedPattern(name, read));
            }
        }

        return patterns;
    }
}
