using System.Text.RegularExpressions;
using Lab.Chaos.Collect;
using Lab.Contracts.Histories;

namespace Lab.TestKit;

/// <summary>
/// Draws what requests did to stores. One line is the trace of one operation, one column is one millisecond; [Redis command = value], {SQL}:
/// <code>
/// a inventory-1  [GET stock:e = 1]                        [DECRBY stock:e 1 = 0]
/// b inventory-2      [GET stock:e = 1]                              [DECRBY stock:e 1 = -1]
/// </code>
/// </summary>
internal static partial class TraceDrawing
{
    private const long Column = 1_000_000;

    /// <summary>The traces by trace id, and the operations in the order of the lines.</summary>
    public static (IReadOnlyList<Operation> Operations, Func<string, IReadOnlyList<SpanRecord>> Trace) Of(string drawing)
    {
        Dictionary<string, IReadOnlyList<SpanRecord>> traces = [];
        List<Operation> operations = [];
        foreach (var line in drawing.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
            var (name, replica) = (words[0], words[1]);
            operations.Add(Some.Operation(name) with { TraceId = name, Replica = replica });
            traces[name] = [.. Segments().Matches(line).Select((segment, n) => Span(name, replica, $"{name}{n}", segment))];
        }

        return (operations, id => traces.GetValueOrDefault(id) ?? []);
    }

    private static SpanRecord Span(string trace, string replica, string id, Match segment)
    {
        var isRedis = segment.Value[0] == '[';
        var parts = segment.Value[1..^1].Split(" = ");
        var attributes = new Dictionary<string, string>
        {
            ["db.system.name"] = isRedis ? "redis" : "postgresql",
            ["db.query.text"] = isRedis ? parts[0] : segment.Value[1..^1],
        };
        if (isRedis && parts.Length > 1)
        {
            attributes["lab.value"] = parts[1];
        }

        return new SpanRecord
        {
            TraceId = trace,
            SpanId = id,
            Name = parts[0],
            Kind = "client",
            Service = replica.Split('-')[0],
            Instance = replica,
            Start = segment.Index * Column,
            End = (segment.Index + segment.Length) * Column,
            Attributes = attributes,
        };
    }

    [GeneratedRegex(@"\[[^\]]*\]|\{[^}]*\}", RegexOptions.NonBacktracking)]
    private static partial Regex Segments();
}
