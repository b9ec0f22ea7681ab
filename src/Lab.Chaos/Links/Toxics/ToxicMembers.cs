using System.Globalization;
using Lab.Contracts.Control;

namespace Lab.Chaos.Links.Toxics;

/// <summary>The members of a wish that only some kinds read, by the names they have in JSON, and the ranges they share.</summary>
internal static class ToxicMembers
{
    public const string Delay = "delayMilliseconds";
    public const string Jitter = "jitterMilliseconds";
    public const string P99 = "p99Milliseconds";
    public const string Correlation = "correlation";
    public const string BytesPerSecond = "bytesPerSecond";
    public const string Bytes = "bytes";
    public const string Loss = "loss";
    public const string StatusCodes = "statusCodes";
    public const string Body = "body";
    public const string ContentType = "contentType";

    private const double LongestDelay = 600_000;
    private const long MostBytes = 1L << 40;

    private static readonly IReadOnlyDictionary<string, Func<ToxicWish, object?>> Values = new Dictionary<string, Func<ToxicWish, object?>>
    {
        [Delay] = wish => wish.DelayMilliseconds,
        [Jitter] = wish => wish.JitterMilliseconds,
        [P99] = wish => wish.P99Milliseconds,
        [Correlation] = wish => wish.Correlation,
        [BytesPerSecond] = wish => wish.BytesPerSecond,
        [Bytes] = wish => wish.Bytes,
        [Loss] = wish => wish.Loss,
        [StatusCodes] = wish => wish.StatusCodes,
        [Body] = wish => wish.Body,
        [ContentType] = wish => wish.ContentType,
    };

    /// <summary>Members that the wish gives a value.</summary>
    public static IEnumerable<string> Given(ToxicWish wish) => Values.Where(member => member.Value(wish) is not null).Select(member => member.Key);

    /// <summary>What lies out of its range.</summary>
    public static IEnumerable<string> OutOfRange(ToxicWish wish)
    {
        string?[] problems =
        [
            Range("milliseconds", wish.Milliseconds, 1, 3_600_000, "how long the toxic stays"),
            Range("share", wish.Share, 0, 1, "0.25 hits every fourth connection"),
            Range(Delay, wish.DelayMilliseconds, 0, LongestDelay, "ten minutes at most"),
            Range(Jitter, wish.JitterMilliseconds, 0, LongestDelay, "ten minutes at most"),
            Range(P99, wish.P99Milliseconds, 0, LongestDelay, "ten minutes at most"),
            Range(Correlation, wish.Correlation, 0, 1, "0 for delays that do not depend on each other"),
            Range(BytesPerSecond, wish.BytesPerSecond, 1, MostBytes, "125000 is a megabit a second"),
            Range(Bytes, wish.Bytes, 0, MostBytes, "counted in each direction"),
            Range(Loss, wish.Loss, 0, 1, "0.01 loses every hundredth segment"),
        ];
        return problems.OfType<string>();
    }

    private static string? Range(string name, double? value, double least, double most, string hint) =>
        value is null || (value >= least && value <= most) ? null
            : string.Create(CultureInfo.InvariantCulture, $"'{name}' is {value}; it must be {least} to {most} ({hint}).");
}
