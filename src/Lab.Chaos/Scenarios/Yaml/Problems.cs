using Lab.Contracts;

namespace Lab.Chaos.Scenarios.Yaml;

/// <summary>Everything found wrong so far. Reading goes on after a problem, so that the user mends a file in one go.</summary>
internal sealed class Problems
{
    private readonly List<(Place Place, string Text)> _found = [];

    public int Count => _found.Count;

    public void Add(Place place, string text) => _found.Add((place, text));

    /// <summary>Throws all of them, in line order.</summary>
    /// <exception cref="LabException">There is at least one.</exception>
    public void ThrowIfAny()
    {
        if (Count > 0)
        {
            throw new LabException([.. _found
                .OrderBy(problem => problem.Place.File, StringComparer.Ordinal)
                .ThenBy(problem => problem.Place.Line)
                .ThenBy(problem => problem.Place.Column)
                .Select(problem => $"{problem.Place}: {problem.Text}")
                // A block behind an alias is read once for each use, and is wrong each time.
                .Distinct(StringComparer.Ordinal)]);
        }
    }
}
