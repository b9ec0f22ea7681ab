using System.Globalization;

namespace Lab.Chaos.Checks.Linearizability.Models;

/// <summary>A call on a count that must not fall below zero.</summary>
internal abstract record CounterCall
{
    /// <summary>Takes units off; happens only when there are as many.</summary>
    public sealed record Buy(long Units) : CounterCall
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"buy {Units}");
    }

    /// <summary>Was told that there were fewer units than it wanted.</summary>
    public sealed record SoldOut(long Units) : CounterCall
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"sold out for {Units}");
    }

    /// <summary>Puts units back.</summary>
    public sealed record Refill(long Units) : CounterCall
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"refill {Units}");
    }

    public sealed record Read(long Units) : CounterCall
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"read {Units}");
    }
}

/// <summary>
/// Units in stock: bought while there are enough, never below zero. The state is what is left. Histories of buys and refusals alone, which are
/// those of every sale, are decided by <see cref="SellingArgument"/>; with refills or reads the search decides.
/// </summary>
internal sealed class Counter(long stock) : ISequentialModel<long, CounterCall>, IShortcut<CounterCall>
{
    public long Initial => stock;

    public bool TryApply(long state, CounterCall call, out long next)
    {
        (var applies, next) = call switch
        {
            CounterCall.Buy buy => (buy.Units <= state, state - buy.Units),
            CounterCall.SoldOut refused => (refused.Units > state, state),
            CounterCall.Refill refill => (true, state + refill.Units),
            CounterCall.Read read => (read.Units == state, state),
            _ => throw new ArgumentException($"A counter knows no {call}.", nameof(call)),
        };
        return applies;
    }

    public CounterCall? Unanswered(CounterCall call) => call is CounterCall.SoldOut or CounterCall.Read ? null : call;

    public bool? TryDecide(IReadOnlyList<TimedCall<CounterCall>> calls) => SellingArgument.TryDecide(stock, calls);
}
