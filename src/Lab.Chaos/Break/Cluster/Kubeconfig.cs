using Lab.Chaos.Scenarios.Yaml;
using Lab.Contracts;

namespace Lab.Chaos.Break.Cluster;

/// <summary>
/// Reads which contexts there are from the files themselves. 'kubectl config view' would tell too, but there are kubectls that ask the cluster for its
/// version before they do anything (gcloud's does), and nothing may be sent before it is known that faults are wanted there.
/// </summary>
internal static class Kubeconfig
{
    /// <summary>As kubectl merges them: the names of all files, and the current context of the first that has one.</summary>
    /// <param name="given">Of <c>--kubeconfig</c>; null for KUBECONFIG or ~/.kube/config.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="LabException">One is no YAML.</exception>
    public static async Task<KubeContexts> ReadAsync(string? given, CancellationToken cancellationToken)
    {
        var current = "";
        var names = new List<string>();
        foreach (var file in Files(given))
        {
            var problems = new Problems();
            var root = YamlComposer.Compose(await File.ReadAllTextAsync(file, cancellationToken), file, problems);
            problems.ThrowIfAny();
            var config = root is null ? null : YamlJson.Of(root);
            current = current.Length > 0 ? current : config.TextAt("current-context");
            names.AddRange(config.ListAt("contexts").Select(context => context.TextAt("name")));
        }

        return new KubeContexts(current.Length > 0 ? current : null, [.. names.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Those that exist.</summary>
    public static IEnumerable<string> Files(string? given)
    {
        var named = given ?? Environment.GetEnvironmentVariable("KUBECONFIG");
        string[] files = named is { Length: > 0 }
            ? named.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            : [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config")];
        return files.Where(File.Exists);
    }
}
