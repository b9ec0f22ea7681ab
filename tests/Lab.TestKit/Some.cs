using Lab.Chaos.Checks;
using Lab.Chaos.Scenarios;
using Lab.Contracts.Histories;

namespace Lab.TestKit;

/// <summary>Ordinary values, for tests that care about one property only: <c>Some.Operation() with { Outcome = Outcome.Info }</c>.</summary>
internal static class Some
{
    public static Operation Operation(string id = "a", Outcome outcome = Outcome.Ok) => new()
    {
        Id = id,
        Volley = 0,
        Process = 0,
        Key = "event-7",
        Scheduled = 1_000_000,
        Sent = 1_100_000,
        Returned = 6_000_000,
        Outcome = outcome,
        Status = outcome switch { Outcome.Ok => 200, Outcome.Fail => 409, _ => 0 },
        Error = outcome switch { Outcome.Ok => null, Outcome.Fail => "sold-out", _ => "timeout" },
    };

    public static VolleyStarted Volley(int number = 0) => new()
    {
        Volley = number,
        Variant = "naive",
        Condition = "volley",
        Key = $"event-{number + 7}",
        Stock = 1,
        Requests = 2,
    };

    /// <summary>For example <c>Some.Invariant("sold &lt;= capacity")</c>: must be true at the first look, else Violated.</summary>
    public static Invariant Invariant(string comparison) => new()
    {
        Name = comparison,
        Holds = comparison.Split(' ') is [var left, var @operator, var right]
            ? new Comparison(left, @operator, right)
            : throw new ArgumentException($"'{comparison}' is not of the form 'left operator right'."),
        Within = TimeSpan.Zero,
        Otherwise = Verdict.Violated,
    };

    /// <summary>For example <c>Some.BuiltIn("no-phantoms")</c>.</summary>
    public static Invariant BuiltIn(string check) => new()
    {
        Name = check,
        Check = check,
        Within = TimeSpan.Zero,
        Otherwise = Verdict.Violated,
    };
}
