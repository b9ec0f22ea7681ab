using System.Text.Json.Nodes;
using Lab.Chaos.Setup;

namespace Lab.Chaos.Break.Cluster.Needs;

/// <summary>A service account that engines name, and what it may do. Asked of the API server itself, which answers for an account whether or not it exists.</summary>
internal static class AccountNeed
{
    public static async Task<IReadOnlyList<SetupFinding>> LookAsync(ClusterLook look, string account, CancellationToken cancellationToken)
    {
        if ((await look.Client.FindAsync(ResourceKind.ServiceAccounts, look.Namespace, [account], cancellationToken)).Count == 0)
        {
            return [new SetupFinding("Account", null, $"There is no service account '{account}' in namespace '{look.Namespace}'. Run: {look.InstallExperiments}", null, Required: true)];
        }

        return
        [
            new SetupFinding("Account", $"{account} in {look.Namespace}", "", null, Required: true),
            .. await ClusterLook.TryAsync("Rights", () => RightsAsync(look, account, cancellationToken)),
        ];
    }

    private static async Task<IReadOnlyList<SetupFinding>> RightsAsync(ClusterLook look, string account, CancellationToken cancellationToken)
    {
        var user = $"system:serviceaccount:{look.Namespace}:{account}";
        var reviews = Rights.For(look.Faults).SelectMany(right => right.Verbs.Select(verb => Review(user, look.Namespace, right, verb)));
        var answers = await look.Client.CreateAsync(ResourceKind.AccessReviews, [.. reviews], cancellationToken);
        string[] lacking =
        [
            .. answers.Where(one => one.TextAt("status", "allowed") != "true").Select(one => one.At("spec", "resourceAttributes"))
                .GroupBy(one => Resource(one), one => one.TextAt("verb"), StringComparer.Ordinal)
                .Select(group => $"{group.Key} ({string.Join(", ", group)})"),
        ];
        return [lacking.Length == 0
            ? new SetupFinding("Rights", $"{account} may do what the faults need", "", null, Required: true)
            : new SetupFinding(
                "Rights", null, $"{account} may not: {string.Join(", ", lacking)}. Run: {look.InstallExperiments} and check with: {look.Client.Access.Kubectl} -n {look.Namespace} auth can-i --list --as={user}", null, Required: true)];
    }

    private static string Resource(JsonNode? attributes) =>
        attributes.TextAt("resource") + (attributes.TextAt("subresource") is { Length: > 0 } sub ? $"/{sub}" : "");

    private static JsonObject Review(string user, string space, Right right, string verb)
    {
        var resource = right.Resource.Split('/');
        var attributes = new JsonObject { ["namespace"] = space, ["verb"] = verb, ["group"] = right.Group, ["resource"] = resource[0] };
        if (resource.Length > 1)
        {
            attributes["subresource"] = resource[1];
        }

        return new JsonObject
        {
            ["apiVersion"] = ResourceKind.AccessReviews.ApiVersion,
            ["kind"] = ResourceKind.AccessReviews.Kind,
            ["spec"] = new JsonObject { ["user"] = user, ["resourceAttributes"] = attributes },
        };
    }
}
