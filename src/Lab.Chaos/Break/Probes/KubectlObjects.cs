using Lab.Chaos.Break.Litmus;

namespace Lab.Chaos.Break.Probes;

/// <summary>Runs <c>kubectl</c>: arguments and standard input to exit code, output and error output.</summary>
internal delegate Task<(int Code, string Output, string Error)> Kubectl(IReadOnlyList<string> arguments, string input, CancellationToken cancellationToken);

/// <summary>Answers from a cluster, and creates and deletes there.</summary>
/// <param name="kubectl">With the context already chosen.</param>
/// <param name="space">Namespace of probes that name none.</param>
internal sealed class KubectlObjects(Kubectl kubectl, string space) : IClusterObjects
{
    public async Task<ProbeAnswer> AskAsync(KubernetesProbe probe, CancellationToken cancellationToken) => probe.Operation switch
    {
        "create" => await ChangeAsync(probe, ["create", "-f", "-"], probe.Data, cancellationToken),
        "delete" => await ChangeAsync(probe, ["delete", Kind(probe), .. Which(probe)], "", cancellationToken),
        _ => await LookAsync(probe, cancellationToken),
    };

    private async Task<ProbeAnswer> ChangeAsync(KubernetesProbe probe, IReadOnlyList<string> arguments, string input, CancellationToken cancellationToken)
    {
        var (code, _, error) = await kubectl([.. arguments, "--namespace", Namespace(probe)], input, cancellationToken);

        return code == 0
            ? new ProbeAnswer(ProbeAnswerKind.Passed, $"{probe.Operation} of {probe.Resource} succeeded.")
            : ProbeAnswer.Failed($"{probe.Operation} of {probe.Resource} failed: {error.Trim()}");
    }

    private async Task<ProbeAnswer> LookAsync(KubernetesProbe probe, CancellationToken cancellationToken)
    {
        // Names of their own are answered one by one even when some are missing, so that "absent" is not satisfied by the first that is.
        var (code, output, error) = await kubectl(
            ["get", Kind(probe), .. Which(probe), "--namespace", Namespace(probe), "--output", "name", "--ignore-not-found"], "", cancellationToken);
        if (code != 0)
        {
            return ProbeAnswer.Error($"kubectl get {probe.Resource} ended with {code}: {error.Trim()}");
        }

        var found = output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var expected = Math.Max(1, probe.Names.Count);
        var holds = probe.Operation == "present" ? found.Length >= expected : found.Length == 0;
        var list = found.Length == 0 ? "none" : string.Join(", ", found);

        return holds
            ? new ProbeAnswer(ProbeAnswerKind.Passed, $"{probe.Resource}: {probe.Operation}, as expected.")
            : ProbeAnswer.Failed($"{probe.Resource}: not {probe.Operation}. There are: {list}.");
    }

    private string Namespace(KubernetesProbe probe) => probe.Namespace.Length > 0 ? probe.Namespace : space;

    /// <summary><c>deployments.v1.apps</c>; the core group has no name.</summary>
    private static string Kind(KubernetesProbe probe) => probe.Group.Length > 0 ? $"{probe.Resource}.{probe.Version}.{probe.Group}" : probe.Resource;

    // Names win, as upstream; kubectl refuses them beside selectors.
    private static IReadOnlyList<string> Which(KubernetesProbe probe) => probe.Names.Count > 0
        ? probe.Names
        :
        [
            .. probe.LabelSelector.Length > 0 ? ["--selector", probe.LabelSelector] : Array.Empty<string>(),
            .. probe.FieldSelector.Length > 0 ? ["--field-selector", probe.FieldSelector] : Array.Empty<string>(),
        ];
}
