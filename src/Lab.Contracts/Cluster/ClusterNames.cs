namespace Lab.Contracts.Cluster;

/// <summary>How resources are called where they are published: the names and labels that Aspire's own Kubernetes publisher gives.</summary>
public static class ClusterNames
{
    /// <summary>Label of the whole application.</summary>
    public const string Application = "app.kubernetes.io/name";

    /// <summary>Label whose value is the name of the resource.</summary>
    public const string Component = "app.kubernetes.io/component";

    /// <summary>Label of the release.</summary>
    public const string Instance = "app.kubernetes.io/instance";

    private static readonly string[] Endings = ["-service", "-deployment", "-statefulset"];

    /// <summary>Name of the Service of a resource.</summary>
    public static string Service(string resource) => $"{resource}-service";

    /// <summary>Name of the Deployment of a resource.</summary>
    public static string Deployment(string resource) => $"{resource}-deployment";

    /// <summary>Name of the StatefulSet of a resource.</summary>
    public static string StatefulSet(string resource) => $"{resource}-statefulset";

    /// <summary>The resource behind a published name: <c>inventory-deployment</c>, <c>inventory-service</c> and <c>inventory</c> are the same.</summary>
    public static string ResourceOf(string name) =>
        Endings.FirstOrDefault(ending => name.EndsWith(ending, StringComparison.Ordinal)) is { } ending ? name[..^ending.Length] : name;
}
