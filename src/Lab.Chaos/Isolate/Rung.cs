using System.Globalization;
using System.Text.Json.Serialization;
using Lab.Chaos.Isolate.Stubs.Replies;
using Lab.Chaos.Statistics;

namespace Lab.Chaos.Isolate;

/// <summary>One latency of the downstream, and what came of it. The volley is the unit.</summary>
internal sealed record Rung
{
    /// <summary>For example <c>payments as it is</c>, <c>payments 22 ms</c>; also the condition in the history.</summary>
    public required string Name { get; init; }

    /// <summary>Median that was set, ms; null for the stub as it is configured.</summary>
    public required double? LatencyMs { get; init; }

    /// <summary>Volleys that hold or are violated.</summary>
    public int Counted { get; init; }

    public int Violated { get; init; }

    public int Unknown { get; init; }

    /// <summary>From the first request to the last reply, over all of its volleys, s.</summary>
    public double TotalSeconds { get; init; }

    /// <summary>Violated share of counted volleys, 95 % Clopper-Pearson.</summary>
    public Interval Interval => ClopperPearson.Interval(Violated, Counted);

    public double? Rate => Counted == 0 ? null : (double)Violated / Counted;

    /// <summary>Mean length of a volley, s.</summary>
    public double Seconds => Volleys == 0 ? 0 : TotalSeconds / Volleys;

    /// <summary>
    /// Violated volleys to be expected per second of volleys: what a latency yields for what it costs. <c>p / t</c> with
    /// p = (violated + ½) / (counted + 1), which keeps few volleys from meaning 0 or 1, and t = mean seconds from a volley's first request
    /// to its last reply. A latency that is needlessly long yields no more violations and takes longer.
    /// </summary>
    public double PerSecond => Volleys == 0 ? 0 : (Violated + 0.5) / (Counted + 1) / Seconds;

    [JsonIgnore]
    public int Volleys => Counted + Unknown;

    [JsonIgnore]
    public TimeSpan? Latency => LatencyMs is { } median ? TimeSpan.FromMilliseconds(median) : null;

    public static Rung Of(string downstream, TimeSpan? latency) => new()
    {
        Name = $"{downstream} {Words(latency)}",
        LatencyMs = latency?.TotalMilliseconds,
    };

    /// <summary>For example <c>22 ms</c>.</summary>
    public static string Words(TimeSpan? latency) => latency is { } median
        ? median.TotalMilliseconds.ToString("0.##", CultureInfo.InvariantCulture) + " ms" : "as it is";

    /// <summary>How a stub answers here; null for as it is.</summary>
    public LognormalDelay? Delay() => Latency is { } median ? Ladder.Delay(median) : null;
}
