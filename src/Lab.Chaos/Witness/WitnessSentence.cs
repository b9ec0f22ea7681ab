using System.Globalization;

namespace Lab.Chaos.Witness;

/// <summary>What the two requests did to each other, in one sentence that can be checked against the timeline by hand.</summary>
internal static class WitnessSentence
{
    /// <param name="crossing">The pair.</param>
    /// <param name="both">The two, whoever read first first.</param>
    public static string Of(Crossing crossing, IReadOnlyList<Traced> both) => crossing.IsLostUpdate ? LostUpdate(crossing, both) : Mixed(crossing);

    private static string LostUpdate(Crossing crossing, IReadOnlyList<Traced> both)
    {
        var (first, second) = both[0] == crossing.A ? (crossing.There.First, crossing.Back.First) : (crossing.Back.First, crossing.There.First);
        var write = new[] { crossing.There.Second, crossing.Back.Second }.MinBy(access => access.Span.Start)!;
        var read = first.Value is { } value && value == second.Value ? $"both read {value}" : first.Value is { } one && second.Value is { } other ? $"read {one} and {other}" : "both read";
        var where = $"{(first.Value is null ? "" : "from ")}{first.Cell.Store} {first.Cell.Key}";
        var who = Replica(first) == Replica(second) ? $"Two requests on {Replica(first)}" : $"{Replica(first)} and {Replica(second)}";
        return $"{who} {read} {where} {Milliseconds(second.Span.Start - first.Span.Start)} ms apart, for {both[0].Operation.Id} and "
            + $"{both[1].Operation.Id}, and only then wrote it: the first write began {Milliseconds(write.Span.Start - second.Span.End)} ms after the second read had ended.";
    }

    private static string Mixed(Crossing crossing)
    {
        var (a, b) = (crossing.A.Operation.Id, crossing.B.Operation.Id);
        return $"{a} did '{crossing.There.First.Label}' before {b} did '{crossing.There.Second.Label}', and {b} did '{crossing.Back.First.Label}' before {a} did "
            + $"'{crossing.Back.Second.Label}': neither came first, so no order of the two explains what they saw.";
    }

    private static string Replica(Touch access) => access.Span.Instance is { Length: > 0 } instance ? instance : access.Span.Service;

    private static string Milliseconds(long nanoseconds) => (nanoseconds / 1e6).ToString("0.00", CultureInfo.InvariantCulture);
}
