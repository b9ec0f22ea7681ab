using System.Collections.Immutable;

namespace Lab.Chaos.Checks.Linearizability.Models;

/// <summary>A call on a set.</summary>
internal abstract record SetCall
{
    /// <param name="Value">What to add.</param>
    /// <param name="IsNew">Whether it was not there before; null when the reply does not say.</param>
    public sealed record Add(string Value, bool? IsNew = null) : SetCall
    {
        public override string ToString() => $"add {Value}{(IsNew is false ? " (was there)" : "")}";
    }

    /// <param name="Value">What to remove.</param>
    /// <param name="WasThere">Whether it was there; null when the reply does not say.</param>
    public sealed record Remove(string Value, bool? WasThere = null) : SetCall
    {
        public override string ToString() => $"remove {Value}{(WasThere is false ? " (was not there)" : "")}";
    }

    public sealed record Contains(string Value, bool IsThere) : SetCall
    {
        public override string ToString() => $"{Value} is {(IsThere ? "there" : "missing")}";
    }

    public sealed record ReadAll(Values Seen) : SetCall
    {
        /// <summary>In any order.</summary>
        public static ReadAll Of(params IEnumerable<string> values) => new(new Values([.. values.Order(StringComparer.Ordinal)]));

        public override string ToString() => $"read {Seen}";
    }
}

/// <summary>A set of values, sorted in its state so that equal sets are equal states.</summary>
internal sealed class Members : ISequentialModel<Values, SetCall>
{
    public Values Initial => Values.None;

    public bool TryApply(Values state, SetCall call, out Values next)
    {
        (var applies, next) = call switch
        {
            SetCall.Add add => Added(state.Items, add),
            SetCall.Remove remove => Removed(state.Items, remove),
            SetCall.Contains contains => (Place(state.Items, contains.Value) >= 0 == contains.IsThere, state),
            SetCall.ReadAll read => (read.Seen.Equals(state), state),
            _ => throw new ArgumentException($"A set knows no {call}.", nameof(call)),
        };
        return applies;
    }

    public SetCall? Unanswered(SetCall call) => call switch
    {
        SetCall.Add { IsNew: false } or SetCall.Remove { WasThere: false } => null,
        SetCall.Add add => add with { IsNew = null },
        SetCall.Remove remove => remove with { WasThere = null },
        _ => null,
    };

    private static (bool Applies, Values Next) Added(ImmutableArray<string> items, SetCall.Add add)
    {
        var place = Place(items, add.Value);
        return (add.IsNew is null || add.IsNew == (place < 0), new Values(place < 0 ? items.Insert(~place, add.Value) : items));
    }

    private static (bool Applies, Values Next) Removed(ImmutableArray<string> items, SetCall.Remove remove)
    {
        var place = Place(items, remove.Value);
        return (remove.WasThere is null || remove.WasThere == (place >= 0), new Values(place >= 0 ? items.RemoveAt(place) : items));
    }

    private static int Place(ImmutableArray<string> items, string value) => items.BinarySearch(value, StringComparer.Ordinal);
}
