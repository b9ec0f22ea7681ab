using Microsoft.Extensions.Primitives;

namespace Lab.Chaos.Isolate.Stubs.Matching;

/// <summary>Which requests a mapping answers: all of these must agree.</summary>
internal sealed record RequestPattern
{
    /// <summary>Upper case; null for any.</summary>
    public string? Method { get; init; }

    /// <summary>Null for any address.</summary>
    public UrlPattern? Url { get; init; }

    public IReadOnlyList<NamedPattern> Query { get; init; } = [];

    public IReadOnlyList<NamedPattern> Headers { get; init; } = [];

    public IReadOnlyList<TextPattern> Body { get; init; } = [];

    public bool Matches(in StubRequest request)
    {
        if ((Method is not null && !string.Equals(Method, request.Http.Method, StringComparison.Ordinal)) || Url?.Matches(request) == false)
        {
            return false;
        }

        foreach (var pattern in Headers)
        {
            if (!pattern.Matches(request.Http.Headers[pattern.Name]))
            {
                return false;
            }
        }

        foreach (var pattern in Query)
        {
            if (!pattern.Matches(request.Http.Query[pattern.Name]))
            {
                return false;
            }
        }

        foreach (var pattern in Body)
        {
            if (!pattern.Matches(request.Body))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>A header or a query parameter, of which any value may match.</summary>
internal sealed record NamedPattern(string Name, TextPattern Pattern)
{
    public bool Matches(StringValues values)
    {
        if (values.Count == 0)
        {
            return Pattern.Matches(null);
        }

        foreach (var value in values)
        {
            if (Pattern.Matches(value))
            {
                return true;
            }
        }

        return false;
    }
}
