namespace Lab.Chaos.Statistics;

/// <summary>All ways to choose k of n, in lexicographic order, in place: [0,1] [0,2] [1,2] for two of three.</summary>
internal static class Combination
{
    /// <summary>Turns ascending indices below <paramref name="n"/> into the next choice; false after the last one.</summary>
    public static bool Next(Span<int> chosen, int n)
    {
        var place = chosen.Length - 1;
        while (place >= 0 && chosen[place] == n - chosen.Length + place)
        {
            place--;
        }

        if (place < 0)
        {
            return false;
        }

        chosen[place]++;
        for (var next = place + 1; next < chosen.Length; next++)
        {
            chosen[next] = chosen[next - 1] + 1;
        }

        return true;
    }
}
