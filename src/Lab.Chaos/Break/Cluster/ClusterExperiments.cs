using System.Text.Json;
using System.Text.Json.Nodes;
using Lab.Chaos.Break.Cluster.Needs;
using Lab.Chaos.Cli;
using Lab.Chaos.Journals;
using Lab.Contracts;

namespace Lab.Chaos.Break.Cluster;

/// <summary>Runs ChaosEngine files on a cluster: look → for each engine create, watch, keep its evidence, remove it → what its ChaosResults say.</summary>
internal sealed class ClusterExperiments
{
    private readonly ClusterPlan _plan;
    private readonly IReadOnlyList<ClusterEngine> _files;
    private readonly IClusterClient _client;
    private readonly string _space;
    private readonly Terminal _terminal;
    private readonly TimeProvider _time;

    private ClusterExperiments(ClusterPlan plan, IReadOnlyList<ClusterEngine> files, IClusterClient client, string space, Terminal terminal, TimeProvider time) =>
        (_plan, _files, _client, _space, _terminal, _time) = (plan, files, client, space, terminal, time);

    /// <summary>Reads the files and chooses the cluster, without talking to it.</summary>
    /// <exception cref="LabException">A file is wrong or only for a local lab, or the context has to be spelled out.</exception>
    public static async Task<ClusterExperiments> PrepareAsync(
        ClusterPlan plan, IClusterClients clients, Terminal terminal, TimeProvider time, CancellationToken cancellationToken)
    {
        var files = ClusterEngine.Read(plan.Files);
        var space = NamespaceOf(files, plan.Namespace);
        var context = ContextGuard.Choose(await Kubeconfig.ReadAsync(plan.Kubeconfig, cancellationToken), plan.Context);
        return new ClusterExperiments(plan, files, clients.Open(new ClusterAccess(context, plan.Kubeconfig), plan.Limits), space, terminal, time);
    }

    /// <summary>What each engine would hit, by its name; nothing is created.</summary>
    /// <exception cref="LabException">Something is missing on the cluster, or it does not answer.</exception>
    public async Task<IReadOnlyList<(string Engine, IReadOnlyList<string> Pods)>> DryRunAsync(CancellationToken cancellationToken)
    {
        var (_, matched) = await LookAsync(cancellationToken);
        return [.. _files.Zip(matched, (file, pods) => (file.Name, pods))];
    }

    /// <summary>Runs them all. What is created is removed however this ends.</summary>
    /// <param name="run">Keeps ChaosResults, logs and <c>cluster.json</c>.</param>
    /// <param name="cancellationToken">Interrupts: the engine that runs is stopped and removed.</param>
    /// <exception cref="LabException">Something is missing on the cluster, or it does not answer: nothing was created.</exception>
    public async Task<ClusterOutcome> RunAsync(RunFolder run, CancellationToken cancellationToken)
    {
        var (version, matched) = await LookAsync(cancellationToken);
        var experiments = await _client.ListAsync(ResourceKind.Experiments, _space, null, cancellationToken);
        var book = new OutcomeBook();
        foreach (var (file, pods) in _files.Zip(matched))
        {
            var engine = EngineForRun.Of(file, _space, run.Id, run.Short);
            var allowed = EngineBudget.Of(engine, experiments, pods.Count, _plan.Limits.Overhead);
            await RunAsync(file, engine, allowed, run, book, cancellationToken);
        }

        var outcome = book.Outcome(run, _client.Access, _space, version);
        await File.WriteAllTextAsync(Path.Combine(run.Path, "cluster.json"), JsonSerializer.Serialize(outcome, JournalJson.Options), CancellationToken.None);
        return outcome;
    }

    private async Task RunAsync(ClusterEngine file, JsonObject engine, TimeSpan allowed, RunFolder run, OutcomeBook book, CancellationToken cancellationToken)
    {
        if (book.Leftovers.Count > 0)
        {
            book.NotRun(file, engine, $"not run: {book.Leftovers[^1].What} could not be removed, and its fault may still be there");
            return;
        }

        using var stage = _terminal.Progress.Begin($"{file.Name} on {_client.Access.Context}", 0);
        var uid = "";
        try
        {
            var end = await new EngineRun(_client, _plan.Limits, _time).RunAsync(engine, _space, allowed, stage, cancellationToken);
            uid = end.View.Engine.Uid;
            var evidence = new Evidence(_client, run, _space);
            evidence.Keep(end.View);
            if (book.Add(file, end))
            {
                stage.Say("collecting logs");
                book.Notes.AddRange(await evidence.CollectAsync(end.View, cancellationToken));
            }
        }
        catch (ClusterException failure)
        {
            book.NotRun(file, engine, failure.Message);
        }
        finally
        {
            stage.Say("removing what was created");
            if (await new CleanUp(_client, _space, run.Id, _plan.Limits, _time).RemoveAsync(engine.Name, uid, cancellationToken) is { } left)
            {
                book.Leftovers.Add(left);
                _terminal.Say($"{left.What} could not be removed: {left.Why}. Remove it: {left.Command}{(left.Force is null ? "" : $" (if that does not end: {left.Force})")}");
            }
        }
    }

    private async Task<(string Version, IReadOnlyList<IReadOnlyList<string>> Matched)> LookAsync(CancellationToken cancellationToken)
    {
        using var stage = _terminal.Progress.Begin($"look at {_client.Access.Context}, namespace {_space}", 0);
        try
        {
            var version = await _client.VersionAsync(cancellationToken);
            var look = new ClusterLook
            {
                Client = _client,
                Namespace = _space,
                Faults = [.. _files.SelectMany(file => file.Faults).Distinct(StringComparer.Ordinal)],
                Accounts = [.. _files.Select(file => file.ServiceAccount).Distinct(StringComparer.Ordinal)],
            };
            var findings = await ClusterNeeds.LookAsync(look, cancellationToken);
            var problems = findings.Where(finding => finding.IsMissing).Select(finding => $"{finding.Name}: missing. {finding.Mend}").ToList();
            var matched = await MatchAsync(problems, cancellationToken);
            return problems.Count > 0 ? throw new LabException(problems) : (version, matched);
        }
        catch (ClusterException failure)
        {
            throw new LabException($"Cluster '{_client.Access.Context}' cannot be used: {failure.Message}. Nothing was created. See: lab doctor --cluster.");
        }
    }

    private async Task<IReadOnlyList<IReadOnlyList<string>>> MatchAsync(List<string> problems, CancellationToken cancellationToken)
    {
        var matched = new List<IReadOnlyList<string>>();
        foreach (var file in _files)
        {
            var engine = EngineForRun.Of(file, _space, "look", "look");
            var pods = await ClusterTargets.FindAsync(_client, engine, _space, cancellationToken);
            matched.Add(pods);
            if (pods.Count == 0 && ClusterTargets.AimsByLabel(engine))
            {
                problems.Add($"{file.Shown}: no pod of '{_client.Access.Context}' matches what '{file.Name}' aims at ({engine.TextAt("spec", "appinfo", "applabel")}). Apply the system: {_client.Access.Kubectl} apply -k k3s");
            }
        }

        return matched;
    }

    private static string NamespaceOf(IReadOnlyList<ClusterEngine> files, string? asked)
    {
        string[] named = [.. files.Select(file => file.Namespace).Where(space => space.Length > 0).Distinct(StringComparer.Ordinal)];
        return (asked, named) switch
        {
            ({ } space, _) => space,
            (null, [var space]) => space,
            (null, []) => throw new LabException("No engine names a namespace. Say where the system runs: --namespace NAME."),
            _ => throw new LabException($"The engines are for different namespaces ({string.Join(", ", named)}). Choose one for all: --namespace {named[0]}."),
        };
    }
}
