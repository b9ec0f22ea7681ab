using Lab.Chaos.Isolate.Stubs.Replies;
using Lab.Chaos.Scenarios.Yaml;
using Lab.Contracts;

namespace Lab.Chaos.Isolate;

/// <summary>
/// Latencies at equal distances of their logarithms, so that one walk meets windows of any width: between 1 ms and 500 ms
/// 1, 2.8, 7.9, 22, 63, 180, 500.
/// </summary>
internal static class Ladder
{
    public const string Usual = "1ms..500ms";

    /// <summary>Rungs where a range is given.</summary>
    public const int Rungs = 7;

    /// <summary>The 99th percentile of each rung over its median: the tail of 50 ms with 250 ms, as payments have it.</summary>
    public const double Tail = 5;

    private static readonly TimeSpan Most = TimeSpan.FromMinutes(1);

    /// <summary>From a range <c>1ms..500ms</c> or a list <c>5ms,50ms</c>.</summary>
    /// <exception cref="LabException">It is neither, or has no rung.</exception>
    public static IReadOnlyList<TimeSpan> Parse(string text, int rungs = Rungs)
    {
        var ends = text.Split("..");
        IReadOnlyList<TimeSpan?> given = [.. (ends.Length == 2 ? ends : text.Split(',')).Select(part => DurationText.Parse(part.Trim()))];
        if (given.Any(latency => latency is null || latency <= TimeSpan.Zero || latency > Most))
        {
            throw Wrong(text, "it must be a range or a list of latencies above 0 and up to 1 minute, each with its unit");
        }

        TimeSpan[] latencies = [.. given.OfType<TimeSpan>()];
        return ends.Length switch
        {
            2 when latencies[0] < latencies[1] => Between(latencies[0], latencies[1], rungs),
            2 => throw Wrong(text, "it is empty: its first latency must lie below its last"),
            _ => [.. latencies.Distinct().Order()],
        };
    }

    /// <summary>Rungs from the first to the last, both included.</summary>
    public static IReadOnlyList<TimeSpan> Between(TimeSpan first, TimeSpan last, int rungs) =>
    [
        .. Enumerable.Range(0, rungs).Select(n => Rounded(first * Math.Pow(last / first, rungs == 1 ? 0 : n / (rungs - 1.0)))),
    ];

    /// <summary>How a stub is to answer at a rung; at 0 the window is closed.</summary>
    public static LognormalDelay Delay(TimeSpan median) => LognormalDelay.Of(median, median * Tail);

    /// <summary>To two significant digits: people read these.</summary>
    public static TimeSpan Rounded(TimeSpan latency)
    {
        var milliseconds = latency.TotalMilliseconds;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(milliseconds)) - 1);
        return TimeSpan.FromMilliseconds(Math.Round(milliseconds / unit) * unit);
    }

    private static LabException Wrong(string text, string why) =>
        new($"--ladder is '{text}'; {why}. Example: --ladder {Usual}, or --ladder 5ms,50ms.");
}
