namespace Lab.Chaos.Scenarios;

/// <summary>Ends a message about a name that is not known: what is, and which of it was probably meant.</summary>
internal static class Suggest
{
    /// <summary>For example <c>Known: latency, pause. Did you mean 'latency'?</c></summary>
    public static string Among(string wrong, IEnumerable<string> known)
    {
        string[] names = [.. known.Order(StringComparer.Ordinal)];
        string list = names.Length == 0 ? "None is known." : $"Known: {string.Join(", ", names)}.";

        return Closest(wrong, names) is { } closest ? $"{list} Did you mean '{closest}'?" : list;
    }

    /// <summary>The nearest name, or null when none is near enough to be a slip of the fingers.</summary>
    public static string? Closest(string wrong, IEnumerable<string> known) => known
        .Select(name => (Name: name, Distance: Distance(wrong.ToLowerInvariant(), name.ToLowerInvariant())))
        // A third of the letters may be wrong; beyond that a suggestion is a guess and misleads.
        .Where(candidate => candidate.Distance <= Math.Max(1, Math.Max(wrong.Length, candidate.Name.Length) / 3))
        .OrderBy(candidate => candidate.Distance)
        .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
        .Select(candidate => candidate.Name)
        .FirstOrDefault();

    /// <summary>
    /// Insertions, deletions, substitutions and swaps of neighbours that turn one text into the other (Damerau 1964, in the
    /// restricted form: no letter is edited twice). <c>cost[i, j]</c> is the distance of the first i and the first j letters.
    /// </summary>
    internal static int Distance(string a, string b)
    {
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                cost[i, j] = i == 0 ? j : j == 0 ? i : Cheapest(i, j);
            }
        }

        return cost[a.Length, b.Length];

        int Cheapest(int i, int j)
        {
            int change = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            int best = Math.Min(change, 1 + Math.Min(cost[i - 1, j], cost[i, j - 1]));
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];

            return swapped ? Math.Min(best, cost[i - 2, j - 2] + 1) : best;
        }
    }
}
