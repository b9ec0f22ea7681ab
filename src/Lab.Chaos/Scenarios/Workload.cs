namespace Lab.Chaos.Scenarios;

/// <summary>What is sent, how much of it, and how replies are read.</summary>
internal sealed record Workload
{
    /// <summary>Makes a fresh key before each volley, so that volleys are independent trials; placeholders {key} and {stock}.</summary>
    public RequestTemplate? Setup { get; init; }

    /// <summary>The contended request; placeholders {key}, {operation}, {process}.</summary>
    public required RequestTemplate Request { get; init; }

    public required OutcomeRules Outcomes { get; init; }

    /// <summary>Units that each fresh key starts with; 1 or more.</summary>
    public required int Stock { get; init; }

    /// <summary>Requests per volley; more than <see cref="Stock"/>, or no volley could show anything.</summary>
    public required int Requests { get; init; }

    /// <summary>The window over which the unaligned arm spreads its requests.</summary>
    public required TimeSpan Within { get; init; }

    /// <summary>After this the client stops waiting and the operation is Info.</summary>
    public required TimeSpan Timeout { get; init; }
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
