namespace Lab.Chaos.Scenarios;

/// <summary>What is sent, how much of it, and how replies are read.</summary>
internal sealed record Workload
{
    /// <summary>Makes a fresh key before each volley, so that volleys are independent trials; placeholders {key} and {stock}.</summary>
    public RequestTemplate? Setup { get; init; }

    /// <summary>The contended request; placeholders {key}, {operation}, {process}.</summary>
    public required RequestTemplate Request { get; init; }

    /// <summary>What volleys send beside <see cref="Request"/>, each at its share; empty when all requests are alike.</summary>
    public IReadOnlyList<MixedRequest> Mix { get; init; } = [];

    public required OutcomeRules Outcomes { get; init; }

    /// <summary>Units that each fresh key starts with; 1 or more, and 1 where requests take nothing away.</summary>
    public required int Stock { get; init; }

    /// <summary>Requests per volley; more than <see cref="Stock"/>, or no volley could show anything.</summary>
    public required int Requests { get; init; }

    /// <summary>The window over which the unaligned arm spreads its requests.</summary>
    public required TimeSpan Within { get; init; }

    /// <summary>After this the client stops waiting and the operation is Info.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Keys of a load, and how unevenly they are asked for. Volleys have one key each.</summary>
    public KeySpread Keys { get; init; } = new(1, 0);

    /// <summary>What the arrivals of a load do, in file order; empty when all of them send <see cref="Request"/>.</summary>
    public IReadOnlyList<SessionTemplate> Sessions { get; init; } = [];

    /// <summary>What must hold of latencies and outcomes, as written: <c>p99 &lt; 250ms</c>.</summary>
    public IReadOnlyList<string> Thresholds { get; init; } = [];
}

/// <summary>A request that volleys send beside the contended one, to the same service.</summary>
/// <param name="Name">As in the file; the step of its operations in the history.</param>
/// <param name="Share">Of a volley's requests, above 0 and below 1.</param>
/// <param name="Request">What is sent.</param>
internal sealed record MixedRequest(string Name, double Share, RequestTemplate Request);

/// <summary>Keys of a load.</summary>
/// <param name="Count">1 or more.</param>
/// <param name="Zipf">The k-th is asked for in proportion to k^-zipf; 0 for all alike.</param>
internal sealed record KeySpread(int Count, double Zipf);

/// <summary>What one arrival of a load does.</summary>
/// <param name="Name">As in the file.</param>
/// <param name="Weight">Share among the sessions, above 0.</param>
/// <param name="Steps">One after the other; the next is sent when the one before was acknowledged.</param>
internal sealed record SessionTemplate(string Name, double Weight, IReadOnlyList<SessionStep> Steps);

/// <summary>One request of a session.</summary>
internal sealed record SessionStep
{
    public required RequestTemplate Request { get; init; }

    /// <summary>What its replies mean; null for what they mean to the scenario's request.</summary>
    public OutcomeRules? Outcomes { get; init; }

    /// <summary>Name to JSON path: values of the answer that later steps use as <c>{name}</c>.</summary>
    public IReadOnlyDictionary<string, string> Capture { get; init; } = new Dictionary<string, string>();
}

/// <summary>An HTTP request with placeholders in path, header values and body.</summary>
internal sealed record RequestTemplate
{
    public required string Method { get; init; }

    public required string Service { get; init; }

    /// <summary>Begins with a slash.</summary>
    public required string Path { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>JSON text; null for none. A value that is exactly "{stock}" or "{process}" becomes a number.</summary>
    public string? Body { get; init; }

    /// <summary>Name to JSON path: values of the answer that go into the history, for checks to compare; empty for none.</summary>
    public IReadOnlyDictionary<string, string> Seen { get; init; } = new Dictionary<string, string>();
}

/// <summary>Which replies mean what. Whatever is listed nowhere is Info: default is not definite.</summary>
internal sealed record OutcomeRules
{
    public required IReadOnlyList<int> Ok { get; init; }

    /// <summary>Certainly did not happen. Code is null when every reply with that status qualifies.</summary>
    public required IReadOnlyList<DefiniteFailure> Fail { get; init; }
}

/// <summary>A status, and where that alone does not decide, the problem document's <c>code</c>.</summary>
internal sealed record DefiniteFailure(int Status, string? Code);
