namespace Lab.Sockets.Tests.Cluster;

/// <summary>What the path of a request is about: <c>/apis/litmuschaos.io/v1alpha1/namespaces/shop/chaosengines/kill</c>.</summary>
internal sealed record ResourcePath(string ApiVersion, string Space, string Plural, string Name, string Sub)
{
    public static ResourcePath? Parse(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["api", var version, .. var rest] => Parse(version, rest),
        ["apis", var group, var version, .. var rest] => Parse($"{group}/{version}", rest),
        _ => null,
    };

    private static ResourcePath? Parse(string api, string[] rest) => rest switch
    {
        ["namespaces", var space, var plural] => new(api, space, plural, "", ""),
        ["namespaces", var space, var plural, var name] => new(api, space, plural, name, ""),
        ["namespaces", var space, var plural, var name, var sub] => new(api, space, plural, name, sub),
        [var plural] => new(api, "", plural, "", ""),
        [var plural, var name] => new(api, "", plural, name, ""),
        _ => null,
    };
}
