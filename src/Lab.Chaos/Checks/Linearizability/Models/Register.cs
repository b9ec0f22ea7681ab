namespace Lab.Chaos.Checks.Linearizability.Models;

/// <summary>A call on one value.</summary>
internal abstract record RegisterCall
{
    public sealed record Read(string? Value) : RegisterCall
    {
        public override string ToString() => $"read {Value ?? "nothing"}";
    }

    public sealed record Write(string Value) : RegisterCall
    {
        public override string ToString() => $"write {Value}";
    }

    /// <param name="Expected">What it had to find.</param>
    /// <param name="Value">What it puts there.</param>
    /// <param name="Swapped">Whether it did; null when nobody knows.</param>
    public sealed record CompareAndSet(string? Expected, string Value, bool? Swapped) : RegisterCall
    {
        public override string ToString() =>
            $"{Expected ?? "nothing"} to {Value}{(Swapped switch { true => "", false => " refused", null => "?" })}";
    }
}

/// <summary>
/// One value: reads see the last write. The state is the value; null before the first write. Histories in which no value is written twice are decided
/// by <see cref="RegisterArgument"/>; with swaps or repeated values the search decides.
/// </summary>
internal sealed class Register(string? initial = null) : ISequentialModel<Register.State, RegisterCall>, IShortcut<RegisterCall>
{
    public readonly record struct State(string? Value);

    public State Initial { get; } = new(initial);

    public bool TryApply(State state, RegisterCall call, out State next)
    {
        (var applies, next) = call switch
        {
            RegisterCall.Read read => (read.Value == state.Value, state),
            RegisterCall.Write write => (true, new State(write.Value)),
            RegisterCall.CompareAndSet { Swapped: false } refused => (refused.Expected != state.Value, state),
            RegisterCall.CompareAndSet swap => (swap.Expected == state.Value, new State(swap.Value)),
            _ => throw new ArgumentException($"A register knows no {call}.", nameof(call)),
        };
        return applies;
    }

    public RegisterCall? Unanswered(RegisterCall call) => call switch
    {
        RegisterCall.Read or RegisterCall.CompareAndSet { Swapped: false } => null,
        RegisterCall.CompareAndSet swap => swap with { Swapped = null },
        _ => call,
    };

    public bool? TryDecide(IReadOnlyList<TimedCall<RegisterCall>> calls) => RegisterArgument.TryDecide(initial, calls);
}
