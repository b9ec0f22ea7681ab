using Lab.Chaos.Break.Cluster;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Stress.Loads;
using Lab.Contracts;

namespace Lab.Chaos.Adapters;

/// <summary>
/// The adapters of this build. Each is one file that says so itself, by writing the body of its method here; without that file the method
/// and its call vanish, and asking for the adapter gives one message (eng/Adapters.props).
/// </summary>
internal static partial class BuiltIn
{
    public const string NBomber = "nbomber";
    public const string WireMock = "wiremock";
    public const string KubernetesClient = "kubernetesclient";
    private const string Own = "lab";
    private const string Kubectl = "kubectl";

    public static readonly IReadOnlyList<string> LoadDrivers = [Own, NBomber];
    public static readonly IReadOnlyList<string> StubHosts = [Own, WireMock];
    public static readonly IReadOnlyList<string> ClusterClients = [Kubectl, KubernetesClient];

    /// <summary>Null for the lab's own.</summary>
    /// <exception cref="LabException">It is unknown, not in this build, or cannot send what is ordered.</exception>
    public static ILoadDriver? LoadDriver(string? name, LoadOrder order)
    {
        if (IsOwn(name, "--driver", LoadDrivers))
        {
            return null;
        }

        var problems = new List<string>();
        _ = NBomberPlan.Of(order, problems);
        ILoadDriver? driver = null;
        FindNBomber(ref driver);
        if (driver is null)
        {
            problems.Add(Missing("--driver", NBomber, "NBomber"));
        }

        return problems.Count > 0 ? throw new LabException(problems) : driver;
    }

    /// <summary>Null for the lab's own.</summary>
    /// <exception cref="LabException">It is unknown, or not in this build.</exception>
    public static IStubHost? StubHost(string? name)
    {
        if (IsOwn(name, "--stubs", StubHosts))
        {
            return null;
        }

        IStubHost? host = null;
        FindWireMock(ref host);
        return host ?? throw new LabException(Missing("--stubs", WireMock, "WireMock.Net"));
    }

    /// <summary>Null for kubectl.</summary>
    /// <exception cref="LabException">It is unknown, or not in this build.</exception>
    public static IClusterClients? ClusterClient(string? name)
    {
        if (name == Kubectl || IsOwn(name, "--cluster-client", ClusterClients))
        {
            return null;
        }

        IClusterClients? clients = null;
        FindKubernetesClient(ref clients);
        return clients ?? throw new LabException(Missing("--cluster-client", KubernetesClient, "KubernetesClient"));
    }

    static partial void FindNBomber(ref ILoadDriver? driver);

    static partial void FindWireMock(ref IStubHost? host);

    static partial void FindKubernetesClient(ref IClusterClients? clients);

    private static bool IsOwn(string? name, string option, IReadOnlyList<string> known) =>
        name is null || (name == Own && known.Contains(Own))
        || (known.Contains(name) ? false : throw new LabException($"{option} is '{name}'. {Suggest.Among(name, known)}"));

    private static string Missing(string option, string name, string package) =>
        $"{option} {name} is not in this build: the package {package} restores on a full NuGet feed only, so it is left out unless asked for. "
        + $"Build it in: dotnet build src/Lab.Chaos -c Release -p:LabAdapters={name}, and keep LabAdapters={name} in the environment, "
        + "or the next build by ./lab leaves it out again.";
}
