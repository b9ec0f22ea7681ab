using Lab.Control.Publishing.Writing;

namespace Lab.Control.Publishing.Manifests;

/// <summary>What the system has once: its namespace, its account, and the lists of what is applied together.</summary>
internal static class Whole
{
    public static ManifestFile Namespace(Named named) => new("namespace.yaml", new YamlMap
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Namespace",
        ["metadata"] = new YamlMap { ["name"] = named.Namespace, ["labels"] = named.Labels() },
    });

    /// <summary>The account of all pods. It has no rights and its token is mounted nowhere.</summary>
    public static ManifestFile Account(Named named)
    {
        var account = named.Object("v1", "ServiceAccount", Pods.Account);
        account["automountServiceAccountToken"] = false;
        return new ManifestFile("account.yaml", account);
    }

    /// <summary>Files of a folder that <c>kubectl apply -k</c> takes. No more grammar than kubectl 1.14 knows, whose kustomize is the oldest about.</summary>
    public static ManifestFile Kustomization(string folder, IEnumerable<ManifestFile> files, params IReadOnlyList<string> remarks) => new(
        $"{folder}kustomization.yaml",
        new YamlMap
        {
            ["apiVersion"] = "kustomize.config.k8s.io/v1beta1",
            ["kind"] = "Kustomization",
            ["resources"] = YamlList.Of(files.Select(file => file.Path[folder.Length..])),
        },
        remarks);
}
