using System.Text.Json.Nodes;
using Lab.Chaos.Checks;
using Lab.Chaos.Journals;

namespace Lab.Chaos.Break.Cluster;

/// <summary>Gathers what came of each engine of a run.</summary>
internal sealed class OutcomeBook
{
    private readonly List<ExperimentOutcome> _experiments = [];

    public List<Leftover> Leftovers { get; } = [];

    public List<string> Notes { get; } = [];

    /// <summary>True when not all of it passed, so that its logs are wanted.</summary>
    public bool Add(ClusterEngine file, EngineEnd end)
    {
        ExperimentOutcome[] outcomes = [.. ResultReader.Read(file, end.View, end.Trouble, end.Took)];
        _experiments.AddRange(outcomes);
        if (end.View.ResultsOver && !end.View.EngineOver)
        {
            Notes.Add($"The engine of {file.Name} still says {(end.View.Status.Length == 0 ? "nothing" : end.View.Status)} although its results are final; the results count.");
        }

        if (outcomes.Any(outcome => outcome is { Verdict: Verdict.Holds, Probes.Count: 0 }))
        {
            Notes.Add($"{file.Name} has no probe: Pass says that the fault was injected and healed, and nothing about the system meanwhile.");
        }

        if (file.Document.TextAt("metadata", "annotations", "chaoslab.dev/after") is { Length: > 0 } after)
        {
            Notes.Add($"{file.Name} strikes at once: {after} after the release of a volley is known to a local lab only.");
        }

        return outcomes.Any(outcome => outcome.Verdict != Verdict.Holds);
    }

    /// <summary>An engine of which nothing can be said.</summary>
    public void NotRun(ClusterEngine file, JsonObject engine, string why) => _experiments.AddRange(
        ResultReader.Read(file, new EngineView { Engine = engine }, why, TimeSpan.Zero));

    public ClusterOutcome Outcome(RunFolder run, ClusterAccess access, string space, string version) => new()
    {
        Id = run.Id,
        Context = access.Context,
        Namespace = space,
        ServerVersion = version,
        Experiments = _experiments,
        Leftovers = Leftovers,
        Notes = Notes,
        Folder = run.Path,
    };
}
