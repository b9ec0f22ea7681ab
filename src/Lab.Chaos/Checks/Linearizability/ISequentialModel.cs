namespace Lab.Chaos.Checks.Linearizability;

/// <summary>
/// What one key would do if calls came one at a time: a pure function from state and call to the next state. A call carries its reply, so
/// a call whose reply the state cannot give does not apply.
/// </summary>
/// <typeparam name="TState">An immutable value: equal states behave alike, or the search would forget a way that is still open.</typeparam>
/// <typeparam name="TCall">A call with its reply; equal calls are interchangeable.</typeparam>
internal interface ISequentialModel<TState, TCall>
    where TState : notnull, IEquatable<TState>
    where TCall : class, IEquatable<TCall>
{
    TState Initial { get; }

    /// <summary>The state after the call; false when it cannot get this reply in this state.</summary>
    bool TryApply(TState state, TCall call, out TState next);

    /// <summary>
    /// What is left of a call when nobody heard its reply: it may take effect at any time after it was sent, or never. Null for a call that
    /// changes no state whatever the state is (a read, a refusal): without its reply it says nothing.
    /// </summary>
    TCall? Unanswered(TCall call);
}

/// <summary>A model that can decide some histories of one key by an argument of its own, where the search would take too long.</summary>
/// <typeparam name="TCall">A call with its reply.</typeparam>
internal interface IShortcut<TCall>
    where TCall : class, IEquatable<TCall>
{
    /// <summary>The exact answer; null when the history has calls that the argument does not cover.</summary>
    bool? TryDecide(IReadOnlyList<TimedCall<TCall>> calls);
}
