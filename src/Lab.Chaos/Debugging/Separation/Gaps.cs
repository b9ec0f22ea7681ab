using Lab.Chaos.Histories;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Debugging.Separation;

/// <summary>Times between moments of different operations.</summary>
internal static class Gaps
{
    /// <summary>The shortest time from a moment of one operation to a moment of another that comes after it, ms; null when none does.</summary>
    public static double? Shortest(VolleyHistory volley, StepMark from, StepMark to)
    {
        List<(long At, Operation Operation)> begins = Sorted(volley, from);
        List<(long At, Operation Operation)> ends = Sorted(volley, to);
        long? shortest = null;
        var next = 0;
        foreach (var (at, operation) in ends)
        {
            while (next < begins.Count && begins[next].At <= at)
            {
                next++;
            }

            // The latest begin before it, of another operation: one of the last two.
            for (var n = next - 1; n >= 0 && n >= next - 2; n--)
            {
                if (begins[n].Operation != operation)
                {
                    shortest = Math.Min(shortest ?? long.MaxValue, at - begins[n].At);
                    break;
                }
            }
        }

        return shortest / 1e6;
    }

    private static List<(long At, Operation Operation)> Sorted(VolleyHistory volley, StepMark mark) =>
    [
        .. volley.UnderCondition.Select(operation => (At: mark.Of(operation), Operation: operation))
            .Where(pair => pair.At is not null)
            .Select(pair => (pair.At!.Value, pair.Operation))
            .OrderBy(pair => pair.Value),
    ];
}
