using System.CommandLine;
using Lab.Chaos.Adapters;
using Lab.Chaos.Break.Cluster;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Scenarios.Yaml;
using Lab.Contracts;

namespace Lab.Chaos.Cli;

/// <summary>The options that ask for a cluster in place of a local lab, and what they come to.</summary>
/// <param name="purpose">What <c>--cluster</c> does in the verb.</param>
internal sealed class ClusterOptions(string purpose)
{
    private static readonly TimeSpan MostOverhead = TimeSpan.FromMinutes(60);

    /// <summary>What <c>--cluster</c> does in <c>lab break</c>.</summary>
    public const string ToBreak = "Run the ChaosEngine files on a cluster, through the Litmus operator. 'lab doctor --cluster' says what it lacks.";

    public Option<bool> Cluster { get; } = new("--cluster") { Description = purpose };

    public Option<string?> Context { get; } = new("--context")
    {
        Description = "Context of kubectl. Must be spelled out unless the current one is rancher-desktop, k3d-*, kind-* or minikube.",
    };

    public Option<string?> Kubeconfig { get; } = new("--kubeconfig") { Description = "Kubeconfig file; KUBECONFIG or ~/.kube/config when not given." };

    public Option<string?> Namespace { get; } = new("--namespace") { Description = "Namespace of the system and its engines; the one that the files name when not given." };

    public Option<string?> Overhead { get; } = new("--overhead")
    {
        Description = $"What an experiment may take beside its chaos duration and ramps before it is given up (90s, 10m); {new ClusterLimits().Overhead.TotalMinutes:0} min when not given.",
    };

    public Option<string?> Client { get; } = new("--cluster-client") { Description = $"Who talks to the cluster: {string.Join(" or ", BuiltIn.ClusterClients)}; kubectl when not given." };

    public IReadOnlyList<Option> All => [.. OfDoctor, Overhead, Client];

    /// <summary>Those of <c>lab doctor</c>, which runs nothing.</summary>
    public IReadOnlyList<Option> OfDoctor => [Cluster, Context, Kubeconfig, Namespace];

    /// <summary>Null when no cluster was asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="files">ChaosEngine files to run.</param>
    /// <exception cref="LabException">An option cannot be read, or is of no use without <c>--cluster</c>.</exception>
    public ClusterPlan? Read(ParseResult parsed, IReadOnlyList<SourceFile> files)
    {
        if (!parsed.GetValue(Cluster))
        {
            Option[] idle = [.. All.Where(option => parsed.GetResult(option) is { Implicit: false } && option != Cluster)];
            return idle.Length == 0 ? null
                : throw new LabException($"{string.Join(" and ", idle.Select(option => option.Name))} {(idle.Length == 1 ? "is" : "are")} about a cluster, but none is asked for. Add --cluster.");
        }

        var limits = new ClusterLimits();
        return new ClusterPlan
        {
            Files = files,
            Namespace = parsed.GetValue(Namespace),
            Context = parsed.GetValue(Context),
            Kubeconfig = ReadKubeconfig(parsed),
            Limits = limits with { Overhead = ReadOverhead(parsed.GetValue(Overhead)) ?? limits.Overhead },
        };
    }

    /// <summary>Who talks to the cluster.</summary>
    /// <exception cref="LabException">It is unknown, or not in this build.</exception>
    public IClusterClients Clients(ParseResult parsed, TimeProvider time) =>
        BuiltIn.ClusterClient(parsed.GetValue(Client)) ?? new KubectlClients(Kubectl.Find(time));

    /// <summary>A file that is there; kubectl says of one that is not that it has no context.</summary>
    public string? ReadKubeconfig(ParseResult parsed) => parsed.GetValue(Kubeconfig) is not { } file ? null
        : File.Exists(file) ? Path.GetFullPath(file)
        : throw new LabException($"--kubeconfig is '{file}', and there is no such file.");

    private static TimeSpan? ReadOverhead(string? text) => text is null ? null
        : DurationText.Parse(text) is { } overhead && overhead > TimeSpan.Zero && overhead <= MostOverhead ? overhead
        : throw new LabException($"--overhead is '{text}'; it must be a duration up to {MostOverhead.TotalMinutes:0} min with its unit. Example: --overhead 10m.");
}
