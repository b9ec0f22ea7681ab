namespace Lab.Chaos.Checks.Linearizability;

/// <summary>
/// A call with the interval in which it took effect, ns. Intervals are closed: calls that touch at one time stamp are concurrent, because
/// the clock cannot tell which came first.
/// <code>
/// answered    |--------|     somewhere in here
/// unanswered  |--------…     any time after it was sent, or never
/// refused                    not in the history at all
/// </code>
/// </summary>
internal sealed record TimedCall<TCall>
    where TCall : class, IEquatable<TCall>
{
    /// <summary>The operation's id, for the witness.</summary>
    public required string Id { get; init; }

    public required TCall Call { get; init; }

    public required long Invoked { get; init; }

    /// <summary>Null when no reply told that it happened.</summary>
    public required long? Returned { get; init; }

    public bool IsAnswered => Returned is not null;

    /// <summary>Whether it may take effect at or before this time.</summary>
    public bool MayPrecede(long time) => Invoked <= time;
}
