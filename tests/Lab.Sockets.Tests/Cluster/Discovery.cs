using System.Text.Json.Nodes;
using Lab.Chaos.Break.Cluster;

namespace Lab.Sockets.Tests.Cluster;

/// <summary>What an API server says it has: kubectl asks before it does anything.</summary>
internal static class Discovery
{
    private static readonly ResourceKind[] Kinds =
    [
        ResourceKind.Pods, ResourceKind.Events, ResourceKind.Nodes, ResourceKind.Namespaces, ResourceKind.ServiceAccounts,
        ResourceKind.Deployments, ResourceKind.Jobs, ResourceKind.Definitions, ResourceKind.ApiServices, ResourceKind.AccessReviews,
        ResourceKind.Engines, ResourceKind.Experiments, ResourceKind.Results,
    ];

    private static readonly ResourceKind[] ClusterScoped =
        [ResourceKind.Nodes, ResourceKind.Namespaces, ResourceKind.Definitions, ResourceKind.ApiServices, ResourceKind.AccessReviews];

    /// <summary>Answers <c>/version</c>, <c>/api</c>, <c>/apis</c> and the lists below them; null for other paths.</summary>
    public static JsonObject? Answer(string path, bool litmus)
    {
        var kinds = Kinds.Where(kind => litmus || kind.Group != ResourceKind.Engines.Group).ToList();
        return path switch
        {
            "/version" => new JsonObject { ["major"] = "1", ["minor"] = "31", ["gitVersion"] = "v1.31.4+k3s1" },
            "/api" => new JsonObject { ["kind"] = "APIVersions", ["versions"] = new JsonArray("v1") },
            "/apis" => new JsonObject
            {
                ["kind"] = "APIGroupList",
                ["apiVersion"] = "v1",
                ["groups"] = new JsonArray([.. kinds.Where(kind => kind.Group.Length > 0).DistinctBy(kind => kind.Group).Select(Group)]),
            },
            _ when kinds.Where(kind => path == PathOf(kind)).ToList() is { Count: > 0 } here => new JsonObject
            {
                ["kind"] = "APIResourceList",
                ["apiVersion"] = "v1",
                ["groupVersion"] = here[0].ApiVersion,
                ["resources"] = new JsonArray([.. here.Select(Resource)]),
            },
            _ => null,
        };
    }

    private static string PathOf(ResourceKind kind) => kind.Group.Length == 0 ? $"/api/{kind.Version}" : $"/apis/{kind.ApiVersion}";

    private static JsonObject Group(ResourceKind kind)
    {
        JsonObject Version() => new() { ["groupVersion"] = kind.ApiVersion, ["version"] = kind.Version };
        return new JsonObject { ["name"] = kind.Group, ["versions"] = new JsonArray(Version()), ["preferredVersion"] = Version() };
    }

    private static JsonObject Resource(ResourceKind kind) => new()
    {
        ["name"] = kind.Plural,
        ["singularName"] = kind.Kind.ToLowerInvariant(),
        ["namespaced"] = !ClusterScoped.Contains(kind),
        ["kind"] = kind.Kind,
        ["verbs"] = new JsonArray("create", "delete", "get", "list", "patch", "update", "watch"),
    };
}
