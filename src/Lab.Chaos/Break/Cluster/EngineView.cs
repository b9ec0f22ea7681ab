using System.Text.Json.Nodes;

namespace Lab.Chaos.Break.Cluster;

/// <summary>An engine and its results as the API server last told of them.</summary>
internal sealed record EngineView
{
    /// <summary>As it was created, until the server tells more.</summary>
    public required JsonObject Engine { get; init; }

    /// <summary>Somebody deleted it.</summary>
    public bool Deleted { get; init; }

    /// <summary>ChaosResults by the name of the fault.</summary>
    public IReadOnlyDictionary<string, JsonObject> Results { get; init; } = new Dictionary<string, JsonObject>();

    /// <summary><c>initialized</c>, <c>completed</c>, <c>stopped</c>; empty until the operator has seen it.</summary>
    public string Status => Engine.TextAt("status", "engineStatus");

    public bool EngineOver => Status is "completed" or "stopped";

    public IReadOnlyList<string> Faults => [.. Engine.ListAt("spec", "experiments").Select(one => one.TextAt("name"))];

    public bool ResultsOver => Faults.All(fault => LitmusVerdict.IsFinal(VerdictOf(fault)));

    /// <summary>Of the ChaosResult; empty when there is none yet.</summary>
    public string VerdictOf(string fault) => Results.GetValueOrDefault(fault).TextAt("status", "experimentStatus", "verdict");

    /// <summary>What the engine says of an experiment: <c>Running</c>, <c>ChaosExperiment Not Found</c>; empty when nothing.</summary>
    public string StatusOf(string fault) =>
        Engine.ListAt("status", "experiments").FirstOrDefault(one => one.TextAt("name") == fault).TextAt("status");

    /// <summary>With one more event in it; the same when it is about something else.</summary>
    public EngineView With(ClusterEvent seen) =>
        seen.Document.Name == Engine.Name && seen.Document.TextAt("kind") == ResourceKind.Engines.Kind
            ? this with { Engine = seen.Document, Deleted = seen.Deleted }
        : !seen.Deleted && seen.Document.TextAt("spec", "engine") == Engine.Name && seen.Document.TextAt("spec", "experiment") is { Length: > 0 } fault
            ? this with { Results = new Dictionary<string, JsonObject>(Results) { [fault] = seen.Document } }
        : this;
}
