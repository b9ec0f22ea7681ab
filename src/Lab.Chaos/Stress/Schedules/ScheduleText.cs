using System.Globalization;
using System.Text.RegularExpressions;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Stress.Schedules;

/// <summary>
/// Schedules as people write them, phases separated by commas:
/// <code>ramp 10..200 over 5s, constant 200 for 10s, spike 1000 for 1s, step 100..500 in 5 over 10s, poisson 50 for 2s, pause for 1s</code>
/// A spike of one rate is that rate at once; of two it is a base with a peak in the middle tenth. <c>for</c> and <c>over</c> mean the same.
/// </summary>
internal static partial class ScheduleText
{
    /// <summary>Above this no single machine keeps a schedule.</summary>
    public const double MostPerSecond = 200_000;

    /// <summary>Each arrival is planned ahead.</summary>
    public const double MostArrivals = 5_000_000;

    public const string Example = "\"ramp 10..200 over 5s, constant 200 for 10s, spike 1000 for 1s\"";

    private static readonly TimeSpan Longest = TimeSpan.FromHours(2);

    private static readonly string[] Shapes = ["constant", "poisson", "ramp", "spike", "step", "pause"];

    /// <summary>Null after at least one problem was added.</summary>
    public static ISchedule? Parse(string text, ICollection<string> problems)
    {
        var before = problems.Count;
        string[] parts = [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        ISchedule[] phases = [.. parts.Select((part, index) => Phase(part, index + 1, problems)).OfType<ISchedule>()];
        if (parts.Length == 0)
        {
            problems.Add($"The schedule is empty. Example: {Example}.");
        }

        if (problems.Count > before)
        {
            return null;
        }

        ISchedule schedule = phases is [var only] ? only : new Phases(phases);
        if (Problem(schedule) is { } problem)
        {
            problems.Add(problem);
            return null;
        }

        return schedule;
    }

    /// <summary>Why a schedule cannot be driven as a whole; null when it can.</summary>
    public static string? Problem(ISchedule schedule) =>
        schedule.Length > Longest ? $"The schedule '{schedule}' lasts {Duration(schedule.Length)}; at most {Duration(Longest)} can be planned. Shorten a phase."
        : schedule.Expected > MostArrivals
            ? $"The schedule '{schedule}' has {schedule.Expected:0} requests; at most {MostArrivals:0} can be planned. Lower a rate or shorten a phase."
        : schedule.Expected < 1 ? $"The schedule '{schedule}' sends nothing. Raise a rate or lengthen a phase."
        : null;

    public static string Duration(TimeSpan length) =>
        length.TotalSeconds >= 1 || length == TimeSpan.Zero ? $"{length.TotalSeconds:0.###}s" : $"{length.TotalMilliseconds:0.###}ms";

    private static ISchedule? Phase(string text, int number, ICollection<string> problems)
    {
        ISchedule? Wrong(string what)
        {
            problems.Add($"Phase {number} of the schedule, '{text}': {what}");
            return null;
        }

        var match = Form().Match(text);
        if (!match.Success)
        {
            return Wrong($"not understood. Write a shape, a rate and a length, for example: {Example}.");
        }

        var shape = match.Groups["shape"].Value;
        if (!Shapes.Contains(shape))
        {
            return Wrong($"unknown shape '{shape}'. {Suggest.Among(shape, Shapes)}");
        }

        if (DurationText.Parse(match.Groups["length"].Value) is not { } length || length <= TimeSpan.Zero)
        {
            return Wrong($"'{match.Groups["length"].Value}' is no duration above zero with its unit (ms, s, m), for example 10s.");
        }

        if (shape == "pause")
        {
            return match.Groups["from"].Success ? Wrong("a pause has no rate. Example: pause for 1s.") : new Silence(length);
        }

        if (!match.Groups["from"].Success)
        {
            return Wrong($"the rate is missing. Example: {shape} {(shape is "ramp" or "step" ? "10..200" : "200")} for 10s.");
        }

        var from = Number(match.Groups["from"].Value);
        var to = match.Groups["to"].Success ? Number(match.Groups["to"].Value) : (double?)null;
        if (Math.Max(from, to ?? 0) > MostPerSecond || (from <= 0 && shape is not "ramp") || (to is 0 && (from == 0 || shape is not "ramp")))
        {
            return Wrong($"rates must be above 0 and at most {MostPerSecond:0} requests a second; a ramp may start or end at 0.");
        }

        var steps = match.Groups["steps"].Success ? int.Parse(match.Groups["steps"].Value, CultureInfo.InvariantCulture) : 5;
        return (shape, to) switch
        {
            ("constant" or "poisson", not null) => Wrong($"a {shape} rate is one number. Example: {shape} 200 for 10s. Two rates make a ramp or a step."),
            ("ramp" or "step", null) => Wrong($"a {shape} needs two rates. Example: {shape} 10..200 over 5s."),
            ("step", _) when steps is < 2 or > 1000 => Wrong($"{steps} steps; it must be 2 to 1000. Example: step 100..500 in 5 over 10s."),
            (not "step", _) when match.Groups["steps"].Success => Wrong("only a step has 'in'. Example: step 100..500 in 5 over 10s."),
            ("constant", _) => new ConstantRate(from, length),
            ("poisson", _) => new PoissonRate(from, length),
            ("ramp", _) => new RampRate(from, to!.Value, length),
            ("step", _) => new StepRate(from, to!.Value, steps, length),
            ("spike", null) => new ConstantRate(from, length),
            _ => new SpikeRate(from, to!.Value, length),
        };
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?<shape>[a-z-]+)( +(?<from>[0-9]{1,9}(\.[0-9]+)?)( *\.\. *(?<to>[0-9]{1,9}(\.[0-9]+)?))?)?( +in +(?<steps>[0-9]{1,6}))? +(for|over) +(?<length>\S+)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
