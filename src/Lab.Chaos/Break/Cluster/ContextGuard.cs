using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Break.Cluster;

/// <summary>What a kubeconfig names.</summary>
/// <param name="Current">Null when none is current.</param>
/// <param name="Names">All of them.</param>
internal sealed record KubeContexts(string? Current, IReadOnlyList<string> Names);

/// <summary>Faults strike the current context by themselves only where it is a cluster of this machine; any other has to be spelled out.</summary>
internal static class ContextGuard
{
    private const string Local = "rancher-desktop, k3d-*, kind-* or minikube";

    /// <summary>The context to use.</summary>
    /// <param name="contexts">Those there are.</param>
    /// <param name="asked">Of <c>--context</c>; null when not given.</param>
    /// <exception cref="LabException">There is none, or it is not one to be taken without saying so.</exception>
    public static string Choose(KubeContexts contexts, string? asked) => (asked, contexts.Current) switch
    {
        ({ } name, _) when contexts.Names.Contains(name) => name,
        ({ } name, _) => throw new LabException($"--context is '{name}', which the kubeconfig does not know. {Suggest.Among(name, contexts.Names)}"),
        (null, { } current) when contexts.Names.Contains(current) && IsLocal(current) => current,
        (null, { } current) when contexts.Names.Contains(current) => throw new LabException(
            $"The current context of kubectl is '{current}', which is not {Local}: it may be somebody's production. Nothing was sent to it. "
            + $"If faults are to strike there, spell it out: --context {current}. Else: kubectl config use-context {Other(contexts)}"),
        _ when contexts.Names.Count == 0 => throw new LabException(
            "kubectl knows no cluster: its kubeconfig has no context. Start Rancher Desktop or 'k3d cluster create', or name a file: --kubeconfig FILE."),
        _ => throw new LabException($"No context of kubectl is current. Name one: --context NAME. {Suggest.Among("", contexts.Names)}"),
    };

    /// <summary>True for the names that Rancher Desktop, k3d, kind and minikube give.</summary>
    public static bool IsLocal(string context) =>
        context is "rancher-desktop" or "minikube"
        || context.StartsWith("k3d-", StringComparison.Ordinal)
        || context.StartsWith("kind-", StringComparison.Ordinal);

    private static string Other(KubeContexts contexts) => contexts.Names.FirstOrDefault(IsLocal) ?? "rancher-desktop";
}
