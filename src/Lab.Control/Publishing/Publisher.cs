using Lab.Control.Publishing.Litmus;
using Lab.Control.Publishing.Manifests;

namespace Lab.Control.Publishing;

/// <summary>From the system to the text of every file. Pure: the same system and options give the same bytes.</summary>
internal static class Publisher
{
    /// <summary>File to content, sorted by file.</summary>
    /// <param name="system">What the engine's model came to.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="faults">The scenario's faults as they are written: file name to text.</param>
    /// <exception cref="Lab.Contracts.LabException">A fault cannot be published; all of them at once.</exception>
    public static IReadOnlyDictionary<string, string> Files(PublishedSystem system, PublishOptions options, IReadOnlyDictionary<string, string> faults)
    {
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
        var experiments = Experiments.Of(named, faults);
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
}
