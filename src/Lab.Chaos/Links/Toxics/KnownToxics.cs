using Lab.Contracts.Control;

namespace Lab.Chaos.Links.Toxics;

/// <summary>All kinds of toxics; a new one is its file and one line here.</summary>
internal static class KnownToxics
{
    public static readonly IReadOnlyList<ToxicRule> All =
    [
        Latency.Rule,
    ];

    public static ToxicRule Rule(ToxicKind kind) => All.First(rule => rule.Kind == kind);
}
