using System.Globalization;
using System.Text.RegularExpressions;
using Lab.Chaos.Checks;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Scenarios.Yaml;
using Lab.Chaos.Statistics;

namespace Lab.Chaos.Stress.Thresholds;

/// <summary>
/// What must hold of an arm's numbers, as it is written: <c>p99 &lt; 250ms</c>, <c>fail &lt; 1%</c>, <c>rate &gt; 180</c>. Durations need
/// their unit and shares their percent sign, so that nobody can mean one and get the other.
/// </summary>
internal sealed partial record Threshold
{
    private static readonly string[] Latencies = ["p50", "p90", "p95", "p99", "p99.9", "mean", "max"];
    private static readonly string[] Shares = ["ok", "fail", "info", "unsent", "late"];
    private const string Rate = "rate";

    public const string Example = "\"p99 < 250ms\"";

    /// <summary>Every word that may stand on the left.</summary>
    public static readonly IReadOnlyList<string> Words = [.. Latencies, .. Shares, Rate];

    private readonly string _word;
    private readonly string _relation;
    private readonly double _limit;   // ms, share or requests a second

    private Threshold(string word, string relation, double limit, string text) => (_word, _relation, _limit, Text) = (word, relation, limit, text);

    public string Text { get; }

    /// <summary>Null when it is not understood; <paramref name="problem"/> then says why, with the mend.</summary>
    public static Threshold? Parse(string text, out string? problem)
    {
        var match = Form().Match(text.Trim());
        if (!match.Success)
        {
            problem = $"The threshold '{text}' is not understood. Write a measure, a comparison and a limit, for example {Example} or \"fail < 1%\".";
            return null;
        }

        var (word, limit) = (match.Groups["word"].Value, match.Groups["limit"].Value);
        if (!Words.Contains(word))
        {
            problem = $"The threshold '{text}' asks about '{word}'. {Suggest.Among(word, Words)}";
            return null;
        }

        var value = Latencies.Contains(word) ? DurationText.Parse(limit)?.TotalMilliseconds
            : Shares.Contains(word) ? Share(limit)
            : Number(limit);
        problem = value is not null ? null
            : $"The threshold '{text}' has the limit '{limit}'; {word} needs "
                + (Latencies.Contains(word) ? $"a duration with its unit, for example {word} < 250ms."
                    : Shares.Contains(word) ? $"a share from 0 to 100 with its percent sign, for example {word} < 1%."
                    : "a number of requests a second, for example rate > 180.");
        return value is { } number ? new Threshold(word, match.Groups["relation"].Value, number, $"{word} {match.Groups["relation"].Value} {limit}") : null;
    }

    /// <summary>Violated when it is broken; Unknown when there was nothing to measure.</summary>
    public (Verdict Verdict, string Seen) Judge(Measured measured) => Value(measured) switch
    {
        null => (Verdict.Unknown, measured.Requests == 0 ? "no request was measured" : $"{_word} was not measured"),
        { } value => (Holds(value) ? Verdict.Holds : Verdict.Violated, $"{_word} is {Shown(value)}"),
    };

    private double? Value(Measured measured) => measured.Requests == 0 && measured.Schedule is not { Planned: > 0 } ? null : _word switch
    {
        "mean" => measured.Latency.Mean?.TotalMilliseconds,
        "max" => Milliseconds(measured, 1),
        ['p', .. var percent] => Milliseconds(measured, double.Parse(percent, CultureInfo.InvariantCulture) / 100),
        "ok" => Of(measured.Ok, measured.Requests),
        "fail" => Of(measured.Fail, measured.Requests),
        "info" => Of(measured.Info, measured.Requests),
        "unsent" => measured.Schedule is { } schedule ? Of(schedule.Unsent, schedule.Planned) : null,
        "late" => measured.Schedule is { } schedule ? Of(schedule.Late, schedule.Planned) : null,
        _ => measured.Elapsed is { TotalSeconds: > 0 } elapsed ? measured.Requests / elapsed.TotalSeconds : null,
    };

    private bool Holds(double value) => _relation switch
    {
        "<" => value < _limit,
        "<=" => value <= _limit,
        ">" => value > _limit,
        _ => value >= _limit,
    };

    private string Shown(double value) => Latencies.Contains(_word) ? string.Create(CultureInfo.InvariantCulture, $"{value:0.##} ms")
        : Shares.Contains(_word) ? Percent.Text(value)
        : string.Create(CultureInfo.InvariantCulture, $"{value:0.#} requests a second");

    private static double? Milliseconds(Measured measured, double share) => measured.Latency.At(share)?.TotalMilliseconds;

    private static double? Of(long part, long whole) => whole == 0 ? null : (double)part / whole;

    private static double? Share(string text) => text is [.. var number, '%'] && Number(number) is { } percent and <= 100 ? percent / 100 : null;

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"^(?<word>[A-Za-z][A-Za-z0-9.]*) *(?<relation><=|>=|<|>) *(?<limit>\S+( ?(us|ms|s|m|h|%))?)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
