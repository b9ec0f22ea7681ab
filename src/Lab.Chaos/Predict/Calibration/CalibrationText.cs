using System.Globalization;
using Spectre.Console;

namespace Lab.Chaos.Predict.Calibration;

/// <summary>What a probe measured, for people: the request as a whole, who worked how long for it, and what was left open.</summary>
internal static class CalibrationText
{
    public static void Write(CalibratedNumbers numbers, IAnsiConsole console)
    {
        Request("an accepted request", numbers.Accepted, numbers.CpuAccepted, console);
        Request("a refused one", numbers.Refused, numbers.CpuRefused, console);
        foreach (var note in numbers.Notes)
        {
            console.MarkupLineInterpolated($"[grey]{note}[/]");
        }
    }

    private static void Request(string what, Sampled<Scenarios.Latency>? time, IReadOnlyDictionary<string, TimeSpan> cpu, IAnsiConsole console)
    {
        if (time is null)
        {
            return;
        }

        var work = cpu.Count == 0 ? ""
            : $"; processor time {Milliseconds(cpu.Values.Aggregate((a, b) => a + b))}: "
                + string.Join(", ", cpu.Where(group => group.Value > TimeSpan.Zero).OrderByDescending(group => group.Value).Select(group => $"{group.Key} {Milliseconds(group.Value)}"));
        console.MarkupLineInterpolated(
            $"[bold]Measured[/] {what}: {Milliseconds(time.Value.Median)}, p99 {Milliseconds(time.Value.P99)}, of {time.Samples}{work}.");
    }

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("0.00", CultureInfo.InvariantCulture) + " ms";
}
