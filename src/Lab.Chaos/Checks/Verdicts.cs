namespace Lab.Chaos.Checks;

/// <summary>The algebra of verdicts: worst wins, and nothing seen is unknown.</summary>
internal static class Verdicts
{
    /// <summary>The worst of them; Unknown when there are none.</summary>
    public static Verdict Worst(IEnumerable<Verdict> verdicts) =>
        verdicts.DefaultIfEmpty(Verdict.Unknown).Max();
}
