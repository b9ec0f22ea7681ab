using System.Globalization;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Reports.Page.Evidence;

/// <summary>Pairs what was done with what undid it.</summary>
internal static class FaultWindows
{
    private static readonly string[] Undone = ["restarted", "resume", "heal", "recovered"];

    /// <param name="events">In any order.</param>
    /// <param name="seconds">From the clock of the history to that of the timeline.</param>
    public static IReadOnlyList<FaultWindow> Of(IEnumerable<FaultEvent> events, Func<long, double> seconds)
    {
        var windows = new List<FaultWindow>();
        var open = new Dictionary<(string? Fault, string Replica), Queue<FaultEvent>>();
        foreach (var next in events.OrderBy(fault => fault.At))
        {
            var place = (next.Fault, next.Replica);
            if (!Undone.Contains(next.Action))
            {
                (open.TryGetValue(place, out var waiting) ? waiting : open[place] = new()).Enqueue(next);
            }
            else if (open.TryGetValue(place, out var begun) && begun.TryDequeue(out var start))
            {
                windows.Add(Window(start, seconds(next.At)));
            }
        }

        return [.. windows.Concat(open.Values.SelectMany(left => left).Select(start => Window(start, null))).OrderBy(window => window.From)];

        FaultWindow Window(FaultEvent start, double? to) => new(seconds(start.At), to, Words(start, seconds(start.At), to));
    }

    private static string Words(FaultEvent start, double from, double? to) => string.Create(
        CultureInfo.InvariantCulture,
        $"{start.Action} of {start.Replica}{(start.Fault is { } fault ? $" ({fault})" : "")}{(start.TracePoint is { } point ? $" at {point}" : "")}, {(to is { } end ? $"{from:0.0} to {end:0.0} s" : $"at {from:0.0} s")}");
}
