using Lab.Chaos.Fuzz.Rules;

namespace Lab.Chaos.Scenarios;

/// <summary>What <c>lab fuzz</c> sends, and where it learns what may be sent; all of it has defaults.</summary>
internal sealed record FuzzModel
{
    /// <summary>After this a request counts as hanging; default 3 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Service to the path of its OpenAPI document. A service that is not named is asked at <c>/openapi/v1.json</c>, and may have none.</summary>
    public IReadOnlyDictionary<string, string> OpenApi { get; init; } = new Dictionary<string, string>();

    /// <summary>In file order; when there are any, they are all that is fuzzed.</summary>
    public IReadOnlyList<FuzzEntry> Operations { get; init; } = [];
}

/// <summary>An operation to fuzz: an example of its request, and what neither example nor document says.</summary>
internal sealed record FuzzEntry(string Name, RequestTemplate Request, IReadOnlyList<FieldHint> Fields);
