namespace Lab.Control.Runs;

/// <summary>
/// Which resources of a topology start by themselves when some were asked for: those, and whatever they refer to or wait for, over any number
/// of steps. So one AppHost holds several systems, and a run starts the one that it is about.
/// </summary>
internal static class StartChoice
{
    /// <summary>Null when nothing was asked for, or nothing that is there: then each does as AppHost.cs says.</summary>
    /// <param name="wanted">Names; those of other topologies are passed over.</param>
    /// <param name="needs">Name of every resource to the names of what it refers to or waits for.</param>
    public static IReadOnlySet<string>? Of(IReadOnlyList<string> wanted, IReadOnlyDictionary<string, IReadOnlyList<string>> needs)
    {
        var chosen = new HashSet<string>(StringComparer.Ordinal);
        var left = new Stack<string>(wanted.Where(needs.ContainsKey));
        while (left.TryPop(out var name))
        {
            if (chosen.Add(name))
            {
                foreach (var need in needs[name].Where(needs.ContainsKey))
                {
                    left.Push(need);
                }
            }
        }

        return chosen.Count == 0 ? null : chosen;
    }
}
