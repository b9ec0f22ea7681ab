using System.Globalization;
using Lab.Chaos.Collect;
using Lab.Chaos.Predict.Traces;

namespace Lab.Chaos.Tests.Predict.Traces;

/// <summary>
/// Traces by hand, one after the other: a request per line group, a span per line, a millisecond each. Lines are <c>redis …</c>, <c>sql …</c> or
/// <c>call name</c>; <c>{n}</c> is the number of the trace.
/// </summary>
internal sealed class Traced
{
    private const long Millisecond = 1_000_000;

    private readonly List<IReadOnlyList<SpanRecord>> _traces = [];

    public static RiskyPair[] Pairs(string request, string steps) => [.. new Traced().Add(request, steps).Predict().Pairs];

    /// <summary>So many requests of that type.</summary>
    public Traced Add(string request, string steps, int times = 2)
    {
        for (var n = 0; n < times; n++)
        {
            _traces.Add(Trace(request, steps));
        }

        return this;
    }

    public TracePrediction Predict() => TracePrediction.Of(_traces);

    private SpanRecord[] Trace(string request, string steps)
    {
        var number = _traces.Count;
        var root = Span(number, 0, request, "server", []) with { ParentId = null, End = 100 * Millisecond };
        return [root, .. steps.Split('\n').Select((step, n) => Step(number, n + 1, step.Trim().Replace("{n}", $"n{number}", StringComparison.Ordinal)))];
    }

    private static SpanRecord Step(int trace, int number, string step)
    {
        var (kind, text) = (step[..step.IndexOf(' ', StringComparison.Ordinal)], step[(step.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        return kind switch
        {
            "redis" or "redis-2" => Span(trace, number, $"redis {text}", "client",
                new() { ["db.system.name"] = "redis", ["db.query.text"] = text, ["server.address"] = kind }),
            "sql" => Span(trace, number, "postgresql", "client",
                new() { ["db.system.name"] = "postgresql", ["db.query.text"] = text, ["server.address"] = "127.0.0.1" }),
            "call" => Span(trace, number, "POST", "client", new() { ["server.address"] = text }),
            _ => throw new FormatException(step),
        };
    }

    private static SpanRecord Span(int trace, int number, string name, string kind, Dictionary<string, string> attributes) => new()
    {
        TraceId = trace.ToString("x32", CultureInfo.InvariantCulture),
        SpanId = ((trace * 1_000) + number).ToString("x16", CultureInfo.InvariantCulture),
        ParentId = (trace * 1_000).ToString("x16", CultureInfo.InvariantCulture),
        Name = name,
        Kind = kind,
        Service = "shop",
        Start = number * 2 * Millisecond,
        End = ((number * 2) + 1) * Millisecond,
        Attributes = attributes,
    };
}
