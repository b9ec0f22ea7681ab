namespace Lab.Chaos.Break.Litmus.Results;

/// <summary>How carrying out a fault ended, whatever its probes say.</summary>
internal abstract record RunEnd
{
    private RunEnd()
    {
    }

    /// <summary>It was injected, lasted, and was healed.</summary>
    public static RunEnd Carried { get; } = new Done();

    /// <summary>It was ended from outside.</summary>
    public static RunEnd Aborted { get; } = new Abort();

    /// <summary>It could not be carried out; at least one reason.</summary>
    public static RunEnd Failed(params IReadOnlyList<ErrorOutput> errors) => new Failure(errors);

    internal sealed record Done : RunEnd;

    internal sealed record Abort : RunEnd;

    internal sealed record Failure(IReadOnlyList<ErrorOutput> Errors) : RunEnd;
}
