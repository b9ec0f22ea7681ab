using Lab.Contracts.Cluster;
using Lab.Control.Publishing.Writing;

namespace Lab.Control.Publishing.Manifests;

/// <summary>Names and labels as Aspire's Kubernetes publisher gives them, so that selectors fit what either engine published.</summary>
internal sealed class Named(PublishedSystem system, PublishOptions options)
{
    public PublishOptions Options => options;

    /// <summary>Where everything goes.</summary>
    public string Namespace => options.Namespace ?? system.Name;

    public static string Deployment(string resource) => ClusterNames.Deployment(resource);

    public static string StatefulSet(string resource) => ClusterNames.StatefulSet(resource);

    public static string Service(string resource) => ClusterNames.Service(resource);

    public static string Config(string resource) => $"{resource}-config";

    public static string Secrets(string resource) => $"{resource}-secrets";

    public static string Job(string resource) => $"{resource}-job";

    /// <summary>The three labels that tell pods of one resource from all others.</summary>
    public YamlMap Labels(string resource) => new()
    {
        [ClusterNames.Application] = system.Name,
        [ClusterNames.Component] = resource,
        [ClusterNames.Instance] = Namespace,
    };

    /// <summary>The two that all resources have.</summary>
    public YamlMap Labels() => new()
    {
        [ClusterNames.Application] = system.Name,
        [ClusterNames.Instance] = Namespace,
    };

    /// <summary>An object of a resource.</summary>
    public YamlMap Object(string apiVersion, string kind, string name, string resource) => Object(apiVersion, kind, name, Labels(resource));

    /// <summary>An object of the whole system.</summary>
    public YamlMap Object(string apiVersion, string kind, string name) => Object(apiVersion, kind, name, Labels());

    private YamlMap Object(string apiVersion, string kind, string name, YamlMap labels) => new()
    {
        ["apiVersion"] = apiVersion,
        ["kind"] = kind,
        ["metadata"] = new YamlMap { ["name"] = name, ["namespace"] = Namespace, ["labels"] = labels },
    };
}
