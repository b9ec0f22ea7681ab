using System.Text.Json;
using Lab.Chaos.Collect.Decoding;
using Lab.Chaos.Journals;

namespace Lab.Chaos.Collect.Storing;

/// <summary>One metric of one process over a run, as <c>metrics.json</c> has it.</summary>
/// <param name="Service"><c>service.name</c>.</param>
/// <param name="Instance">The replica.</param>
/// <param name="Name">Of the metric.</param>
/// <param name="Unit">Of its values.</param>
/// <param name="Points">Data points received.</param>
/// <param name="Last">Value of the last one; of a histogram the sum of what was recorded.</param>
/// <param name="Sum">Of all values received.</param>
/// <param name="Most">The largest.</param>
internal sealed record MetricSummary(string Service, string? Instance, string Name, string Unit, long Points, double Last, double Sum, double Most);

/// <summary>Metrics as one line each, however often they are exported. Safe from any thread.</summary>
internal sealed class MetricBook(SpanLimits limits)
{
    public const string FileName = "metrics.json";

    private readonly Lock _lock = new();
    private readonly Dictionary<(string, string?, string), MetricSummary> _byName = [];

    public void Add(MetricPoint point)
    {
        var key = (point.Origin.Service, point.Origin.Instance, point.Name);
        lock (_lock)
        {
            if (_byName.TryGetValue(key, out var known))
            {
                _byName[key] = known with
                {
                    Points = known.Points + 1,
                    Last = point.Value,
                    Sum = known.Sum + point.Value,
                    Most = Math.Max(known.Most, point.Value),
                };
            }
            else if (_byName.Count < limits.Metrics)
            {
                _byName[key] = new MetricSummary(key.Service, key.Instance, key.Name, point.Unit, 1, point.Value, point.Value, point.Value);
            }
        }
    }

    /// <summary>By service, instance and name.</summary>
    public IReadOnlyList<MetricSummary> Read()
    {
        lock (_lock)
        {
            return
            [
                .. _byName.Values
                    .OrderBy(metric => metric.Service, StringComparer.Ordinal)
                    .ThenBy(metric => metric.Instance, StringComparer.Ordinal)
                    .ThenBy(metric => metric.Name, StringComparer.Ordinal),
            ];
        }
    }

    public void Save(string folder) => File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(Read(), JournalJson.Options) + "\n");
}
