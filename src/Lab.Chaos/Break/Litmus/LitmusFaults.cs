using Lab.Chaos.Break.Litmus.Catalogue;

namespace Lab.Chaos.Break.Litmus;

/// <summary>
/// The faults that the lab carries out, with the settings and defaults of the Kubernetes charts of LitmusChaos 3.28 and the programs of 3.31. The others of
/// that folder are in <see cref="OtherFaults"/>.
/// </summary>
internal static class LitmusFaults
{
    /// <summary>In the order of the catalogue's files.</summary>
    public static IReadOnlyList<LitmusFault> All { get; } =
    [
        .. ProcessFaults.All,
        .. NetworkFaults.All,
        .. StressFaults.All,
        .. RequestFaults.All,
    ];

    /// <summary>Null when the lab does not do it.</summary>
    public static LitmusFault? Find(string name) => All.FirstOrDefault(fault => fault.Name == name);
}
