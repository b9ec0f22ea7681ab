using System.Globalization;
using Lab.Chaos.Tracing.Accesses;

namespace Lab.Chaos.Witness;

/// <summary>Finds the pair of operations that shows best what went wrong.</summary>
internal static class Crossings
{
    /// <summary>
    /// The most telling pair, or null when no two operations cross. In this order: the cell is one that the invariants are about; both read the same value;
    /// nothing rests on rows that are new; the replicas differ; the value is small, as near selling out; all of it is close together.
    /// </summary>
    /// <param name="operations">Of one volley.</param>
    /// <param name="isContended">Whether the scenario's invariants are about a cell.</param>
    public static Crossing? Best(IReadOnlyList<Traced> operations, Func<Cell, bool> isContended)
    {
        Crossing? best = null;
        for (var i = 0; i < operations.Count; i++)
        {
            for (var j = i + 1; j < operations.Count; j++)
            {
                foreach (var crossing in Of(operations[i], operations[j]))
                {
                    if (best is null || Rank(crossing, isContended).CompareTo(Rank(best, isContended)) < 0)
                    {
                        best = crossing;
                    }
                }
            }
        }

        return best;
    }

    /// <summary>Ways in which two operations cross: the same cell both ways, or one cell one way and another the other.</summary>
    public static IEnumerable<Crossing> Of(Traced a, Traced b)
    {
        var there = Conflicts(a, b);
        if (there.Count == 0)
        {
            yield break;
        }

        foreach (var back in Conflicts(b, a))
        {
            foreach (var one in there)
            {
                yield return new Crossing { A = a, B = b, There = one, Back = back };
            }
        }
    }

    /// <summary>The smaller, the more telling.</summary>
    public static (int, int, int, int, int, double, long) Rank(Crossing crossing, Func<Cell, bool> isContended)
    {
        var cells = crossing.Decisive.ToList();
        var isSame = crossing.IsLostUpdate && crossing.There.First.Value is { } value && value == crossing.Back.First.Value;
        return (
            cells.All(access => isContended(access.Cell)) ? 0 : cells.Exists(access => isContended(access.Cell)) ? 1 : 2,
            isSame ? 0 : 1,
            cells.Exists(access => access.Access.IsNewRow) ? 1 : 0,
            crossing.IsLostUpdate ? 0 : 1,
            crossing.There.First.Span.Instance == crossing.Back.First.Span.Instance ? 1 : 0,
            isSame && double.TryParse(crossing.There.First.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.MaxValue,
            crossing.Extent);
    }

    // Of each cell the first access of the one that is before a conflicting one of the other: later ones say nothing more.
    private static List<(Touch First, Touch Second)> Conflicts(Traced earlier, Traced later)
    {
        List<(Touch, Touch)> found = [];
        foreach (var cell in earlier.Accesses.Select(access => access.Cell).Distinct())
        {
            foreach (var isRead in (ReadOnlySpan<bool>)[true, false])
            {
                var first = earlier.Accesses.FirstOrDefault(access => access.Cell == cell && access.IsRead == isRead);
                var second = first is null ? null
                    : later.Accesses.FirstOrDefault(access => access.Cell == cell && !(isRead && access.IsRead) && first.IsBefore(access));
                if (second is not null)
                {
                    found.Add((first!, second));
                }
            }
        }

        return found;
    }
}
