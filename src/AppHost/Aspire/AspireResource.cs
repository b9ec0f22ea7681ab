using Lab.AppHost.Aspire.Replicas;
using Lab.Contracts.Control;
using Lab.Control.Api;

namespace Lab.AppHost.Aspire;

/// <summary>A resource of the model and its replicas.</summary>
internal sealed class AspireResource(IResource resource, ReplicaSystem system)
{
    public IResource Resource { get; } = resource;

    public string Name => Resource.Name;

    /// <summary>None for a server that is somebody else's, and for a database inside a container.</summary>
    public IReadOnlyList<AspireReplica> Replicas { get; } = resource is ProjectResource or ExecutableResource or ContainerResource
        ? [.. Enumerable.Range(0, resource.GetReplicaCount()).Select(i => new AspireReplica(ReplicaName.Of(resource, i), resource, system))]
        : [];

    public ResourceInfo Info
    {
        get
        {
            ReplicaInfo[] replicas = [.. Replicas.Select(r => r.Info)];
            return new ResourceInfo
            {
                Name = Name,
                Kind = AspireModel.Kind(Resource),
                State = WorstState.Of(replicas.Select(r => r.State)),
                Endpoints = AspireModel.Endpoints(Resource),
                References = AspireModel.References(Resource),
                Replicas = replicas,
            };
        }
    }

    /// <summary>Which replica an instance is: by the variable that it was given, known as soon as DCP has made its environment.</summary>
    public AspireReplica? ReplicaOf(ResourceEvent change) => Replicas.Count == 1
        ? Replicas[0]
        : Replicas.FirstOrDefault(r => r.Id == Snapshots.Variable(change.Snapshot, ReplicaNames.Variable));
}
