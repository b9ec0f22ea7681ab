namespace Lab.Services.Failures;

/// <summary>A way in which a request can fail, as the <c>code</c> of its problem document.</summary>
public sealed record Failure
{
    /// <summary>Stable name, in kebab-case.</summary>
    public required string Code { get; init; }

    /// <summary>HTTP status of the reply.</summary>
    public required int Status { get; init; }

    /// <summary>True when it certainly did not happen and never will; otherwise the client must treat it as unknown.</summary>
    public required bool Definite { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Title { get; init; }
}
