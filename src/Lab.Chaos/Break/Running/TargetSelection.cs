using Lab.Chaos.Break.Faults;
using Lab.Chaos.Break.Litmus;
using Lab.Chaos.Scenarios;
using Lab.Contracts;
using Lab.Contracts.Cluster;
using Lab.Contracts.Control;

namespace Lab.Chaos.Break.Running;

/// <summary>
/// Which replicas a ChaosEngine means, and which of them are hit: as upstream, but with a seed, so that a run can be repeated.
/// <code>labels, kind -> resources -> their replicas in order -> n consecutive ones from a drawn start</code>
/// </summary>
internal static class TargetSelection
{
    /// <summary>Labels under which published workloads carry the name of their resource.</summary>
    private static readonly string[] ResourceLabels = [ClusterNames.Component, "app", "name"];

    /// <summary>Every replica that the engine means, in the order of the topology.</summary>
    /// <exception cref="LabException">A selector means nothing that runs here.</exception>
    public static IReadOnlyList<FaultTarget> Candidates(ChaosEngine engine, Tunables settings, IReadOnlyList<ResourceInfo> topology)
    {
        List<ResourceInfo> possible = [.. topology.Where(resource => !resource.IsLink && resource.Replicas.Count > 0 && resource.State != ResourceState.NotStarted)];
        List<FaultTarget> all = [.. possible.SelectMany(resource => resource.Replicas.Select(replica => new FaultTarget(resource, replica)))];
        if (settings.List("TARGET_PODS") is { Count: > 0 } named)
        {
            return [.. named.Select(name => all.FirstOrDefault(target => target.Id == name) ?? throw Unknown(engine, $"no replica '{name}' (TARGET_PODS)", name, all.Select(target => target.Id)))];
        }

        return engine.Targets.Count == 0
            ? all
            : [.. engine.Targets.SelectMany(selector => Selected(engine, selector, possible, all)).DistinctBy(target => target.Id)];
    }

    /// <summary>Those of the candidates that are hit: <c>TARGET_PODS</c> all, else <c>PODS_AFFECTED_PERC</c> of them and at least one.</summary>
    public static IReadOnlyList<FaultTarget> Choose(IReadOnlyList<FaultTarget> candidates, Tunables settings, Random chance)
    {
        if (candidates.Count == 0 || settings.List("TARGET_PODS").Count > 0)
        {
            return candidates;
        }

        var share = settings.Share("PODS_AFFECTED_PERC", chance);
        var count = Math.Max(1, (int)Math.Floor(Math.Min(share, 1) * candidates.Count));
        var start = chance.Next(candidates.Count);
        return [.. Enumerable.Range(0, count).Select(n => candidates[(start + n) % candidates.Count])];
    }

    private static IEnumerable<FaultTarget> Selected(
        ChaosEngine engine, TargetSelector selector, List<ResourceInfo> possible, List<FaultTarget> all)
    {
        if (selector.Names.Count > 0 && (selector.Kind is "" or "pod") && selector.Names.All(name => all.Any(target => target.Id == name)))
        {
            return all.Where(target => selector.Names.Contains(target.Id));
        }

        List<string> names =
        [
            .. selector.Names.Select(ClusterNames.ResourceOf),
            .. selector.Labels.Select(label => ResourceLabels.Contains(label.Key) ? label.Value : throw new LabException(
                $"{engine.Path}: resources of a lab carry no label '{label.Key}'. Use app.kubernetes.io/component=<resource>, for example app.kubernetes.io/component={possible.FirstOrDefault()?.Name ?? "inventory"}.")),
        ];
        List<ResourceInfo> chosen = [];
        foreach (var name in names)
        {
            var resource = possible.FirstOrDefault(resource => resource.Name == name)
                ?? throw Unknown(engine, $"nothing of the running lab is called '{name}'", name, possible.Select(resource => resource.Name));
            if (selector.Kind.Length > 0 && selector.Kind != KindOf(resource))
            {
                throw new LabException($"{engine.Path}: '{name}' is a {KindOf(resource)}, not a {selector.Kind}. Write: appkind: {KindOf(resource)}");
            }

            chosen.Add(resource);
        }

        return all.Where(target => names.Count == 0
            ? selector.Kind.Length == 0 || KindOf(target.Resource) == selector.Kind
            : chosen.Contains(target.Resource));
    }

    /// <summary>What it is on a cluster: what keeps state is a stateful set.</summary>
    private static string KindOf(ResourceInfo resource) => resource.IsStateful ? "statefulset" : "deployment";

    private static LabException Unknown(ChaosEngine engine, string what, string name, IEnumerable<string> known) =>
        new($"{engine.Path}: {what}. {Suggest.Among(name, [.. known])}");
}
