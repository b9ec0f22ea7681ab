using Lab.Contracts;
using Lab.Control.Publishing.Litmus;
using Lab.Control.Publishing.Manifests;

namespace Lab.Control.Publishing;

/// <summary>From the system to the text of every file. Pure: the same system and options give the same bytes.</summary>
internal static class Publisher
{
    /// <summary>
    /// The Litmus documents alone, to lie beside manifests that somebody else wrote from the same model. Those have no closed network, so
    /// none is opened; where they name a resource otherwise, engines aim at that name.
    /// </summary>
    /// <param name="system">What the engine's model came to.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="faults">The scenario's faults as they are written: file name to text.</param>
    /// <param name="renamed">Names of resources here, and what they are called there.</param>
    public static IReadOnlyDictionary<string, string> Litmus(
        PublishedSystem system, PublishOptions options, IReadOnlyDictionary<string, string> faults, IReadOnlyDictionary<string, string> renamed)
    {
        var experiments = Experiments.Of(new Named(system, options), faults, closed: false, renamed);
        IEnumerable<ManifestFile> files = experiments.Applied.Count == 0 ? []
            : [.. experiments.Files, Whole.Kustomization(Experiments.Folder, experiments.Applied, experiments.Remarks)];
        return new SortedDictionary<string, string>(files.ToDictionary(file => file.Path, file => file.Text), StringComparer.Ordinal);
    }

    /// <summary>File to content, sorted by file.</summary>
    /// <param name="system">What the engine's model came to.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="faults">The scenario's faults as they are written: file name to text.</param>
    /// <exception cref="LabException">A fault cannot be published; all of them at once.</exception>
    public static IReadOnlyDictionary<string, string> Files(PublishedSystem system, PublishOptions options, IReadOnlyDictionary<string, string> faults)
    {
        ThrowIfDangling(system);
        var named = new Named(system, options);
        var surroundings = new Surroundings(system.Workloads);
        var networks = new Networks(named, system);
        var services = new Services(named, surroundings);
        var servers = new Servers(named);
        var drivers = new Drivers(named, system, surroundings, networks);
        List<ManifestFile> parts =
        [
            Whole.Namespace(named),
            Whole.Account(named),
            networks.Closed(),
            .. system.Workloads.SelectMany(workload =>
                (IEnumerable<ManifestFile>)[.. workload.Kind == WorkloadKind.Service ? services.Of(workload) : servers.Of(workload), networks.Of(workload)]),
        ];
        var experiments = Experiments.Of(named, faults, closed: true, new Dictionary<string, string>());
        List<ManifestFile> files = [.. parts, Whole.Kustomization("", parts)];
        foreach (var driver in system.Drivers)
        {
            ManifestFile[] own = [.. drivers.Of(driver)];
            files.AddRange([.. own, Whole.Kustomization($"{driver.Name}/", own)]);
        }

        files.AddRange(experiments.Files);
        if (experiments.Applied.Count > 0)
        {
            files.Add(Whole.Kustomization(Experiments.Folder, experiments.Applied, experiments.Remarks));
        }

        return new SortedDictionary<string, string>(
            files.ToDictionary(file => file.Path, file => file.Text).Append(new("README.md", Readme.Of(named, system, experiments))).ToDictionary(),
            StringComparer.Ordinal);
    }

    private static void ThrowIfDangling(PublishedSystem system)
    {
        string[] problems =
        [
            .. from workload in system.Workloads
               from reference in workload.References
               where system.Workloads.All(other => other.Name != reference.Target)
               select $"Resource '{workload.Name}' refers to '{reference.Target}', which is not published. Take the reference out, or what keeps it from being published: "
                   + $"a connection string in the configuration (ConnectionStrings__{reference.Target}) does.",
        ];
        if (problems.Length > 0)
        {
            throw new LabException(problems);
        }
    }
}
