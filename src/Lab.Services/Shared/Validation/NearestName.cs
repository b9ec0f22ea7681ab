namespace Lab.Services.Validation;

/// <summary>Finds the known name somebody probably meant.</summary>
public static class NearestName
{
    // Two slips: enough for transposed and doubled letters, too few to turn one short name into another at random.
    private const int MostEdits = 2;

    /// <summary><c> Did you mean 'x'?</c>, or nothing when no known name is near.</summary>
    public static string Suggestion(string value, IEnumerable<string> known)
    {
        var nearest = known
            .Select(name => (Name: name, Edits: Distance(value, name)))
            .Where(candidate => candidate.Edits <= MostEdits)
            .OrderBy(candidate => candidate.Edits)
            .FirstOrDefault();
        return nearest.Name is null ? "" : $" Did you mean '{nearest.Name}'?";
    }

    // Levenshtein distance, one row at a time: row[j] = edits from the first i letters of a to the first j of b.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
