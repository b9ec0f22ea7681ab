using Lab.Contracts.Histories;

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

    /// <summary>A call whose reply was heard.</summary>
    public static TimedCall<TCall> Of(Operation operation, TCall call) => new()
    {
        Id = operation.Id,
        Call = call,
        // Stamped before the last byte was handed over, so no service can have acted before.
        Invoked = operation.Sent,
        Returned = operation.Returned,
    };

    /// <summary>One that may have happened.</summary>
    public static TimedCall<TCall> Unanswered(Operation operation, TCall call) => Of(operation, call) with { Returned = null };

    /// <summary>Whether it may take effect at or before this time.</summary>
    public bool MayPrecede(long time) => Invoked <= time;
}
