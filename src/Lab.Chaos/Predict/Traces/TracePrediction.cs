using System.Text.Json;
using Lab.Chaos.Collect;
using Lab.Chaos.Collect.Storing;
using Lab.Chaos.Journals;
using Lab.Contracts;

namespace Lab.Chaos.Predict.Traces;

/// <summary>
/// Where to look in a system that nobody has described, from what ordinary requests were seen to do. Saved as <c>trace-prediction.json</c>.
/// <code>spans -> requests -> accesses and locks -> pairs that could interleave badly -> boundaries, worst first</code>
/// </summary>
internal sealed record TracePrediction
{
    public const string FileName = "trace-prediction.json";

    // Ways through the code of one type; beyond these a type is all exceptions.
    private const int MostShapes = 12;

    /// <summary>Requests that accessed a store.</summary>
    public required int Requests { get; init; }

    /// <summary>What the types of requests do, the most frequent way of each.</summary>
    public required IReadOnlyList<RequestNote> Types { get; init; }

    /// <summary>The worst first.</summary>
    public required IReadOnlyList<RiskyPair> Pairs { get; init; }

    /// <summary>All boundaries between a service and a store, where to look first at the top.</summary>
    public required IReadOnlyList<TracedBoundary> Boundaries { get; init; }

    /// <summary>From the spans of a run.</summary>
    /// <exception cref="LabException">It has none.</exception>
    public static TracePrediction Of(RunFolder run)
    {
        var path = Path.Combine(run.Path, SpanIndex.FileName);
        using var index = SpanIndex.Open(path) ?? throw new LabException(
            $"{path} does not exist, so there are no traces to look at. Every run of the lab keeps them; for another system: lab collect.");
        var prediction = Of(index.TraceIds.Order(StringComparer.Ordinal).Select(index.Trace));
        return prediction.Requests > 0 ? prediction : throw new LabException(
            $"{path} has {index.Traces} traces, and in none of them a request accesses a store. Spans of Redis and SQL clients with db.system.name and db.query.text are needed.");
    }

    /// <summary>From traces, each with all its spans.</summary>
    public static TracePrediction Of(IEnumerable<IReadOnlyList<SpanRecord>> traces)
    {
        RequestTrace[] requests = [.. traces.SelectMany(RequestTrace.Of)];
        var shapes = RequestShape.Of(requests, MostShapes);
        var pairs = PairSearch.Find(shapes);
        return new TracePrediction
        {
            Requests = requests.Length,
            Types = [.. shapes.GroupBy(shape => shape.Request).Select(RequestNote.Of)],
            Pairs = pairs,
            Boundaries = TracedBoundary.Ranked(shapes, pairs),
        };
    }

    public string ToJson() => JsonSerializer.Serialize(this, JournalJson.Options);

    public void Save(RunFolder folder) => File.WriteAllText(Path.Combine(folder.Path, FileName), ToJson() + "\n");
}

/// <summary>A type of request.</summary>
/// <param name="Request">Service and route.</param>
/// <param name="Seen">How many there were.</param>
/// <param name="Ways">Different ways through the code.</param>
/// <param name="Steps">What it does on the longest of the more frequent ways, one step each.</param>
internal sealed record RequestNote(string Request, int Seen, int Ways, IReadOnlyList<string> Steps)
{
    public static RequestNote Of(IEnumerable<RequestShape> shapes)
    {
        RequestShape[] all = [.. shapes];
        var seen = all.Sum(shape => shape.Traces.Count);

        // The most frequent way is often the refusal, which shows least.
        var usual = all.Where(shape => shape.Traces.Count * 10 >= seen).MaxBy(shape => shape.Steps.Count) ?? all[0];
        return new RequestNote(all[0].Request, seen, all.Length, [.. usual.Steps.Select(step => $"{step.Service} {step.Access.Deed}")]);
    }
}
