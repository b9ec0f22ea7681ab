namespace Lab.Contracts.Control;

/// <summary>
/// How a process learns what its replica is called, <c>inventory-2</c>, and tells it on. <c>service.instance.id</c> cannot carry it: an Aspire
/// dashboard joins that to the service's name, and would call the replica <c>inventory-inventory-2</c>.
/// </summary>
public static class ReplicaNames
{
    /// <summary>Variable that a host sets.</summary>
    public const string Variable = "LAB_REPLICA";

    /// <summary>Attribute of the resource that telemetry comes from.</summary>
    public const string Attribute = "lab.replica";
}
