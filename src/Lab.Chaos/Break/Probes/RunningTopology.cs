using Lab.Chaos.Break.Litmus;
using Lab.Contracts.Cluster;
using Lab.Contracts.Control;

namespace Lab.Chaos.Break.Probes;

/// <summary>
/// Answers from the running lab as if it were on a cluster: a replica is a pod (while it runs), a resource is a service and a deployment or, where it keeps
/// state, a stateful set, and its labels are those that publishing gives it.
/// </summary>
/// <param name="topology">The resources as they are now.</param>
internal sealed class RunningTopology(Func<CancellationToken, Task<IReadOnlyList<ResourceInfo>>> topology) : IClusterObjects, IServiceNames
{
    /// <summary>Application and release: everything that runs here has the same.</summary>
    private static readonly IReadOnlyList<string> Shared = [ClusterNames.Application, ClusterNames.Instance];

    public async Task<ProbeAnswer> AskAsync(KubernetesProbe probe, CancellationToken cancellationToken)
    {
        if (probe.Operation is not ("present" or "absent") || LabelQuery.Parse(probe.LabelSelector) is not { } labels)
        {
            return ProbeAnswer.Error($"Without a cluster '{probe.Operation}' of {probe.Resource} with labels '{probe.LabelSelector}' cannot be asked.");
        }

        var found = Objects(probe.Resource, await topology(cancellationToken))
            .Where(item => labels.Matches(new Dictionary<string, string> { [ClusterNames.Component] = item.Component }, Shared))
            .Select(item => item.Name)
            .ToList();
        bool Found(string name) => found.Contains(name) || found.Contains(ClusterNames.ResourceOf(name));
        var what = probe.Names.Count > 0 ? string.Join(", ", probe.Names) : probe.LabelSelector.Length > 0 ? $"with {probe.LabelSelector}" : "of any name";
        var present = probe.Names.Count > 0 ? probe.Names.All(Found) : found.Count > 0;
        var anyPresent = probe.Names.Count > 0 ? probe.Names.Any(Found) : found.Count > 0;

        return (probe.Operation, present, anyPresent) switch
        {
            ("present", true, _) or ("absent", _, false) => new ProbeAnswer(ProbeAnswerKind.Passed, $"{probe.Resource} {what}: {probe.Operation}, as expected."),
            ("present", _, _) => ProbeAnswer.Failed($"{probe.Resource} {what}: not present. There are: {List(found)}."),
            _ => ProbeAnswer.Failed($"{probe.Resource} {what}: not absent. There are: {List(found)}."),
        };
    }

    public async Task<Uri> ResolveAsync(Uri address, CancellationToken cancellationToken)
    {
        var name = address.Host.Split('.')[0];
        var resources = await topology(cancellationToken);
        var resource = resources.FirstOrDefault(resource => !resource.IsLink && resource.Name == ClusterNames.ResourceOf(name));
        var endpoint = resource?.Endpoints.GetValueOrDefault(address.Scheme) ?? resource?.Endpoints.Values.FirstOrDefault(uri => uri.Scheme == address.Scheme);

        return endpoint is null ? address : new Uri(endpoint, address.PathAndQuery);
    }

    private static IEnumerable<(string Name, string Component)> Objects(string kind, IReadOnlyList<ResourceInfo> resources) => kind switch
    {
        "pods" => resources.Where(resource => !resource.IsLink).SelectMany(resource => resource.Replicas
            .Where(replica => replica.State is ResourceState.Running or ResourceState.Unhealthy or ResourceState.Paused)
            .Select(replica => (replica.Id, resource.Name))),
        "deployments" => Workloads(resources, stateful: false),
        "statefulsets" => Workloads(resources, stateful: true),
        _ => resources.Where(resource => !resource.IsLink).Select(resource => (resource.Name, resource.Name)),
    };

    private static IEnumerable<(string Name, string Component)> Workloads(IReadOnlyList<ResourceInfo> resources, bool stateful) => resources
        .Where(resource => !resource.IsLink && resource.IsStateful == stateful)
        .Select(resource => (resource.Name, resource.Name));

    private static string List(List<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
}
