using System.Globalization;

namespace Lab.Chaos.Checks.Linearizability.Models;

/// <summary>A call on a lock whose holders get rising tokens, or on what it guards.</summary>
internal abstract record LockCall
{
    /// <param name="Token">What the holder got; null when nobody knows.</param>
    public sealed record Acquire(long? Token) : LockCall
    {
        public override string ToString() =>
            Token is { } token ? string.Create(CultureInfo.InvariantCulture, $"acquire {token}") : "acquire ?";
    }

    /// <summary>Was told that somebody else holds it.</summary>
    public sealed record Busy : LockCall
    {
        public override string ToString() => "found it held";
    }

    public sealed record Release(long Token) : LockCall
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"release {Token}");
    }

    /// <summary>A write to what the lock guards, with the token of whoever believes to hold it.</summary>
    public sealed record Write(long Token) : LockCall
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"write under {Token}");
    }

    /// <summary>A write that was refused because a higher token was seen before.</summary>
    public sealed record Fenced(long Token) : LockCall
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"write under {Token} refused");
    }
}

/// <summary>
/// A lock with fencing: each holder's token is higher than every earlier one, and what it guards takes no write under a token lower than
/// one it has seen. A lease may run out while its holder sleeps; then the lock passes to the next without a release, and only the fence
/// keeps the sleeper out.
/// </summary>
/// <param name="leases">Whether a lock may be acquired while somebody holds it, because his lease has run out.</param>
internal sealed class FencedLock(bool leases) : ISequentialModel<FencedLock.State, LockCall>
{
    /// <param name="Holder">Token of whoever holds it; 0 while it is free.</param>
    /// <param name="Issued">Highest token so far.</param>
    /// <param name="Written">Highest token under which something was written.</param>
    public readonly record struct State(long Holder, long Issued, long Written);

    public State Initial => default;

    public bool TryApply(State state, LockCall call, out State next)
    {
        (var applies, next) = call switch
        {
            // A token nobody heard of is at least the next one; whoever comes after it gets a higher one.
            LockCall.Acquire acquire => ((leases || state.Holder == 0) && (acquire.Token ?? state.Issued + 1) > state.Issued,
                state with { Holder = acquire.Token ?? state.Issued + 1, Issued = acquire.Token ?? state.Issued + 1 }),
            LockCall.Busy => (state.Holder != 0, state),
            LockCall.Release release => (leases ? release.Token <= state.Issued : release.Token == state.Holder,
                release.Token == state.Holder ? state with { Holder = 0 } : state),
            LockCall.Write write => (write.Token >= state.Written && (leases ? write.Token <= state.Issued : write.Token == state.Holder),
                state with { Written = write.Token }),
            LockCall.Fenced fenced => (fenced.Token < state.Written, state),
            _ => throw new ArgumentException($"A lock knows no {call}.", nameof(call)),
        };
        return applies;
    }

    public LockCall? Unanswered(LockCall call) => call switch
    {
        LockCall.Busy or LockCall.Fenced => null,
        LockCall.Acquire => new LockCall.Acquire(null),
        _ => call,
    };
}
