using Lab.Contracts;
using Lab.Control.Publishing.Manifests;

namespace Lab.Control.Publishing.Litmus;

/// <summary>
/// The scenario's faults for a cluster: rights, the experiments that they use, one engine a file. Rights and experiments are applied together and
/// break nothing; an engine strikes as soon as it is applied.
/// </summary>
internal sealed record Experiments
{
    public const string Folder = "litmus/";

    /// <summary>Account of runners, experiments and their helpers.</summary>
    public const string Account = "chaos-lab";

    /// <summary>Rights and experiments.</summary>
    public required IReadOnlyList<ManifestFile> Applied { get; init; }

    public required IReadOnlyList<ManifestFile> Engines { get; init; }

    /// <summary>Faults that no cluster can do: file and why.</summary>
    public required IReadOnlyList<(string File, string Why)> LeftOut { get; init; }

    public IEnumerable<ManifestFile> Files => [.. Applied, .. Engines];

    /// <summary>What the kustomization says above its list.</summary>
    public IReadOnlyList<string> Remarks =>
    [
        "The engines beside it are applied one by one: each strikes as soon as it is there.",
        .. LeftOut.Select(one => $"Not published, since a cluster cannot do it: {one.File} ({one.Why})."),
    ];

    /// <param name="named">Names and labels.</param>
    /// <param name="faults">File name to text.</param>
    /// <param name="closed">Whether the network is closed, so that Litmus needs ways through it.</param>
    /// <param name="renamed">Resources that have another name on the cluster.</param>
    /// <exception cref="LabException">A file is no list of engines, or names a fault that nobody knows; all problems at once.</exception>
    public static Experiments Of(
        Named named, IReadOnlyDictionary<string, string> faults, bool closed, IReadOnlyDictionary<string, string> renamed)
    {
        var read = faults.OrderBy(file => file.Key, StringComparer.Ordinal).SelectMany(file => EngineFile.Read(file.Key, file.Value)).ToList();
        string[] problems = [.. read.SelectMany(engine => engine.Problems), .. Twice(read)];
        if (problems.Length > 0)
        {
            throw new LabException(problems);
        }

        var possible = read.Where(engine => engine.WhyNot is null).ToList();
        var used = LitmusFault.All.Where(fault => possible.Any(engine => engine.Faults.Contains(fault.Name))).ToList();
        return new Experiments
        {
            Applied = used.Count == 0 ? [] : [.. Rights.Of(named, used, closed), .. used.Select(fault => ExperimentFile.Of(named, fault))],
            Engines = [.. possible.Select(engine => engine.For(named, renamed))],
            LeftOut = [.. read.Where(engine => engine.WhyNot is not null).Select(engine => (engine.File, $"it {engine.WhyNot}"))],
        };
    }

    private static IEnumerable<string> Twice(IEnumerable<EngineFile> engines) => engines
        .GroupBy(engine => engine.Name).Where(same => same.Count() > 1)
        .Select(same => $"ChaosEngine '{same.Key}' is in {string.Join(" and in ", same.Select(engine => engine.File))}. Give each its own metadata.name.");
}
