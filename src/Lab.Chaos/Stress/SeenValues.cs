using System.Text.Json;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Stress.Loads;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Stress;

/// <summary>What of an acknowledged reply's JSON body goes into the history: <c>product: $.updateId</c>.</summary>
internal sealed class SeenValues
{
    private readonly IReadOnlyList<(string Name, JsonPath Path)> _paths;

    private SeenValues(IReadOnlyList<(string Name, JsonPath Path)> paths) => _paths = paths;

    /// <summary>Nothing of it.</summary>
    public static SeenValues None { get; } = new([]);

    /// <param name="template">Its paths were checked when the scenario was read.</param>
    public static SeenValues Of(RequestTemplate template) =>
        template.Seen.Count == 0 ? None : new([.. template.Seen.Select(seen => (seen.Key, JsonPath.Parse(seen.Value)!))]);

    /// <summary>Name to value, without those that are not there; null when nothing is to be looked at.</summary>
    public IReadOnlyDictionary<string, string>? In(Reply? reply, Conclusion conclusion)
    {
        if (_paths.Count == 0 || reply is null || conclusion.Outcome != Outcome.Ok)
        {
            return null;
        }

        var seen = new SortedDictionary<string, string>(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(reply.Body);
            foreach (var (name, path) in _paths)
            {
                if (path.Find(document.RootElement) is { } value)
                {
                    seen[name] = value;
                }
            }
        }
        catch (JsonException)
        {
            // No JSON, so nothing was seen in it; checks count that.
        }

        return seen;
    }
}
