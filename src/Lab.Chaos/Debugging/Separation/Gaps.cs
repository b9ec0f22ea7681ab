using Lab.Chaos.Histories;

namespace Lab.Chaos.Debugging.Separation;

/// <summary>Times between moments of different operations.</summary>
internal static class Gaps
{
    /// <summary>The shortest time from a moment of one operation to a moment of another that comes after it, ms; infinity when none does.</summary>
    /// <param name="from">When operations passed the first moment, ns, ascending, and which.</param>
    /// <param name="to">When operations passed the second, in the same way.</param>
    public static double Shortest(IReadOnlyList<(long At, int Operation)> from, IReadOnlyList<(long At, int Operation)> to)
    {
        var shortest = double.PositiveInfinity;
        var next = 0;
        foreach (var (at, operation) in to)
        {
            while (next < from.Count && from[next].At <= at)
            {
                next++;
            }

            // The latest begin before it, of another operation: one of the last two.
            for (var n = next - 1; n >= 0 && n >= next - 2; n--)
            {
                if (from[n].Operation != operation)
                {
                    shortest = Math.Min(shortest, at - from[n].At);
                    break;
                }
            }
        }

        return shortest / 1e6;
    }

    /// <summary>When the operations of a volley passed a moment, by what the history has of it.</summary>
    public static IReadOnlyList<(long At, int Operation)> Moments(VolleyHistory volley, StepMark mark) =>
    [
        .. volley.UnderCondition.Select((operation, n) => (At: mark.Of(operation), Operation: n))
            .Where(pair => pair.At is not null)
            .Select(pair => (At: pair.At!.Value, pair.Operation))
            .OrderBy(pair => pair.At),
    ];

    /// <summary>When the operations of a volley began or ended a step.</summary>
    public static IReadOnlyList<(long At, int Operation)> Moments(VolleySteps volley, StepName name, bool isEnd) =>
    [
        .. volley.All(name).OfType<TracedStep>().Select(step => (At: isEnd ? step.End : step.Start, step.Operation)).OrderBy(pair => pair.At),
    ];
}
