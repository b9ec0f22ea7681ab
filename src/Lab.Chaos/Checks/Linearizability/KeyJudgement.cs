using System.Globalization;

namespace Lab.Chaos.Checks.Linearizability;

/// <summary>The judgement of one key.</summary>
internal sealed record KeyJudgement<TCall>
    where TCall : class, IEquatable<TCall>
{
    public required string Key { get; init; }

    /// <summary>Unknown when the search gave up.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>
    /// Calls whose replies contradict each other, whatever the others did, in the order in which they were called; without any one of
    /// them nothing would be wrong. Empty unless violated.
    /// </summary>
    public required IReadOnlyList<TimedCall<TCall>> Witness { get; init; }

    /// <summary>Calls beside the witness that change something and were sent before it was over: whether they happened or not does not help.</summary>
    public required int Others { get; init; }

    public static KeyJudgement<TCall> Without(string key, Verdict verdict) =>
        new() { Key = key, Verdict = verdict, Witness = [], Others = 0 };

    /// <summary>For example <c>x: no order explains these 2 replies: write 1 (a, 0 to 3 ms), read 0 (b, 5 to 6 ms).</c></summary>
    public string Sentence(int most = 6)
    {
        if (Verdict is not Verdict.Violated)
        {
            return Verdict is Verdict.Holds ? $"{Key}: an order explains every reply." : $"{Key}: the search for an order gave up.";
        }

        var zero = Witness.Min(call => call.Invoked);
        var calls = Witness.Take(most).Select(call => string.Create(CultureInfo.InvariantCulture,
            $"{call.Call} ({call.Id}, {Milliseconds(call.Invoked - zero)} to {Milliseconds(call.Returned!.Value - zero)} ms)"));
        return $"{Key}: no order explains {(Witness.Count == 1 ? "this reply" : $"these {Witness.Count} replies")}"
            + (Others > 0 ? $", whatever became of {Others} other call{(Others == 1 ? "" : "s")}" : "")
            + $": {string.Join(", ", calls)}{(Witness.Count > most ? $" and {Witness.Count - most} more" : "")}.";
    }

    private static string Milliseconds(long nanoseconds) => (nanoseconds / 1e6).ToString("0.###", CultureInfo.InvariantCulture);
}
