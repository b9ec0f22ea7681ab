using System.Globalization;
using System.Text.RegularExpressions;
using Lab.Chaos.Checks;
using Lab.Chaos.Checks.Linearizability;
using Lab.Chaos.Checks.Linearizability.Models;

namespace Lab.Chaos.Tests.Checks.Linearizability;

/// <summary>
/// Calls of one key as a drawing: one line is one call, one column one millisecond, and an arrow means that no reply came.
/// <code>
/// a |--write 1--|
/// b      |--read 0--|
/// c |--write 2-->
/// </code>
/// </summary>
internal static partial class Drawing
{
    private const long Column = 1_000_000;

    public static IReadOnlyList<TimedCall<TCall>> Of<TCall>(string drawing, Func<string, TCall> parse)
        where TCall : class, IEquatable<TCall> => [.. drawing.Split('\n').Select(line => Call(line, parse))];

    public static RegisterCall Register(string words) => words.Split(' ') switch
    {
        ["read", "nothing"] => new RegisterCall.Read(null),
        ["read", var value] => new RegisterCall.Read(value),
        ["write", var value] => new RegisterCall.Write(value),
        ["swap", var expected, var value] => new RegisterCall.CompareAndSet(expected, value, true),
        ["refused", var expected, var value] => new RegisterCall.CompareAndSet(expected, value, false),
        _ => throw new FormatException(words),
    };

    public static CounterCall Counter(string words) => words.Split(' ') switch
    {
        ["buy", var units] => new CounterCall.Buy(Number(units)),
        ["sold-out", var units] => new CounterCall.SoldOut(Number(units)),
        ["refill", var units] => new CounterCall.Refill(Number(units)),
        ["read", var units] => new CounterCall.Read(Number(units)),
        _ => throw new FormatException(words),
    };

    public static SetCall Set(string words) => words.Split(' ') switch
    {
        ["add", var value] => new SetCall.Add(value),
        ["add-new", var value] => new SetCall.Add(value, true),
        ["add-old", var value] => new SetCall.Add(value, false),
        ["remove", var value] => new SetCall.Remove(value),
        ["remove-there", var value] => new SetCall.Remove(value, true),
        ["remove-missing", var value] => new SetCall.Remove(value, false),
        ["has", var value] => new SetCall.Contains(value, true),
        ["lacks", var value] => new SetCall.Contains(value, false),
        ["all", .. var values] => SetCall.ReadAll.Of(values),
        _ => throw new FormatException(words),
    };

    public static QueueCall Queue(string words) => words.Split(' ') switch
    {
        ["put", var value] => new QueueCall.Enqueue(value),
        ["take", "?"] => new QueueCall.DequeueUnseen(),
        ["take", var value] => new QueueCall.Dequeue(value),
        ["empty"] => new QueueCall.Empty(),
        _ => throw new FormatException(words),
    };

    public static LockCall Lock(string words) => words.Split(' ') switch
    {
        ["acquire", "?"] => new LockCall.Acquire(null),
        ["acquire", var token] => new LockCall.Acquire(Number(token)),
        ["busy"] => new LockCall.Busy(),
        ["release", var token] => new LockCall.Release(Number(token)),
        ["write", var token] => new LockCall.Write(Number(token)),
        ["fenced", var token] => new LockCall.Fenced(Number(token)),
        _ => throw new FormatException(words),
    };

    public static KeyJudgement<TCall> Judge<TState, TCall>(
        ISequentialModel<TState, TCall> model, IReadOnlyList<TimedCall<TCall>> calls)
        where TState : notnull, IEquatable<TState>
        where TCall : class, IEquatable<TCall> =>
        new KeyJudge<TState, TCall>(model, SearchLimits.Default, TimeProvider.System).Judge("x", calls);

    public static Verdict Register(string? initial, string drawing) =>
        Judge(new Register(initial), Of(drawing, Register)).Verdict;

    public static Verdict Counter(long stock, string drawing) => Judge(new Counter(stock), Of(drawing, Counter)).Verdict;

    private static TimedCall<TCall> Call<TCall>(string line, Func<string, TCall> parse)
        where TCall : class, IEquatable<TCall>
    {
        var match = NameAndCall().Match(line);
        return match.Success
            ? new TimedCall<TCall>
            {
                Id = match.Groups["id"].Value,
                Call = parse(match.Groups["words"].Value.Trim()),
                Invoked = match.Groups["start"].Index * Column,
                Returned = match.Groups["end"].Value == "|" ? match.Groups["end"].Index * Column : null,
            }
            : throw new FormatException($"'{line}' is not of the form 'name |--call--|'.");
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*(?<id>\w+) *(?<start>\|)-*(?<words>[^|>]*?)-*(?<end>[|>])\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NameAndCall();
}
