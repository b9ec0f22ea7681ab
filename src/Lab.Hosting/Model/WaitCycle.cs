namespace Lab.Hosting;

/// <summary>Order of the resources by what they wait for, and the circles that make an order impossible.</summary>
internal static class WaitCycle
{
    /// <summary>One problem per circle, with its path.</summary>
    public static IEnumerable<string> Problems(IReadOnlyList<Resource> resources)
    {
        HashSet<Resource> done = [];
        foreach (var resource in resources)
        {
            if (Find(resource, [], done) is { } path)
            {
                yield return path.Count == 2
                    ? $"Resource '{path[0].Name}' waits for itself. Remove that WaitFor."
                    : $"Resources wait for each other in a circle: {string.Join(" -> ", path.Select(r => r.Name))}. Remove one WaitFor of it.";
            }
        }
    }

    /// <summary>Dependencies before those that wait for them; otherwise in the order in which they were added.</summary>
    public static IReadOnlyList<Resource> Order(IReadOnlyList<Resource> resources)
    {
        List<Resource> ordered = [];
        foreach (var resource in resources)
        {
            Visit(resource);
        }

        return ordered;

        void Visit(Resource resource)
        {
            if (!ordered.Contains(resource))
            {
                resource.Settings.Waits.ForEach(wait => Visit(wait.Target));
                ordered.Add(resource);
            }
        }
    }

    private static List<Resource>? Find(Resource resource, List<Resource> path, HashSet<Resource> done)
    {
        if (path.IndexOf(resource) is >= 0 and var start)
        {
            return [.. path[start..], resource];
        }

        if (!done.Add(resource))
        {
            return null;
        }

        return resource.Settings.Waits.Select(wait => Find(wait.Target, [.. path, resource], done)).FirstOrDefault(found => found is not null);
    }
}
