using System.Collections.Concurrent;

namespace Lab.Control.Holding;

/// <summary>Which variables and limits the control API has put in force, so that they can be put back to what they were.</summary>
internal sealed class InForce
{
    private static readonly Dictionary<string, string> NoVariables = [];
    private static readonly Limits NoLimits = new(null, null);

    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, string>> _variables = new();
    private readonly ConcurrentDictionary<string, Limits> _limits = new();

    /// <summary>Overrides of a resource.</summary>
    public IReadOnlyDictionary<string, string> Variables(string resource) => _variables.GetValueOrDefault(resource, NoVariables);

    /// <summary>Limits of a replica.</summary>
    public Limits LimitsOf(string replica) => _limits.GetValueOrDefault(replica, NoLimits);

    /// <summary>Takes a change in; null takes an override back.</summary>
    public void Change(string resource, IReadOnlyDictionary<string, string?> variables)
    {
        var changed = new Dictionary<string, string>(Variables(resource));
        foreach (var (name, value) in variables)
        {
            if (value is null)
            {
                changed.Remove(name);
            }
            else
            {
                changed[name] = value;
            }
        }

        _variables[resource] = changed;
    }

    /// <summary>Takes a change in.</summary>
    public void Limit(string replica, Limits limits) => _limits[replica] = limits;

    /// <summary>The change that leads back to earlier overrides; empty when they are in force.</summary>
    public IReadOnlyDictionary<string, string?> Back(string resource, IReadOnlyDictionary<string, string> earlier)
    {
        var now = Variables(resource);
        return now.Keys.Union(earlier.Keys)
            .Where(name => now.GetValueOrDefault(name) != earlier.GetValueOrDefault(name))
            .ToDictionary(name => name, name => earlier.GetValueOrDefault(name));
    }
}

/// <summary>Limits of one replica; null for none.</summary>
/// <param name="Cpus">Processors, for example 0.25.</param>
/// <param name="MemoryBytes">Bytes.</param>
internal sealed record Limits(double? Cpus, long? MemoryBytes);
