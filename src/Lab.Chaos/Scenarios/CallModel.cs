namespace Lab.Chaos.Scenarios;

/// <summary>What one key would do if requests came one at a time.</summary>
internal abstract record CallModel;

/// <summary>A counter that starts with the volley's stock and never falls below zero.</summary>
internal sealed record CounterModel : CallModel
{
    /// <summary>Units that an acknowledged request takes off.</summary>
    public required int Units { get; init; }

    /// <summary>
    /// Replies that say there were too few units left, each of which must have been true between request and reply. Empty leaves
    /// refusals unchecked.
    /// </summary>
    public required IReadOnlyList<DefiniteFailure> Refusals { get; init; }
}

/// <summary>
/// One value, of which a read shows the last that was written. Requests that show what they have <c>seen</c> are the reads; each other one writes
/// its operation's id.
/// </summary>
internal sealed record RegisterModel : CallModel
{
    /// <summary>Which of what a read has seen.</summary>
    public required string Value { get; init; }

    /// <summary>What is there before the first write; placeholder {key}.</summary>
    public required string Initial { get; init; }
}
