using Lab.Chaos.Statistics;

namespace Lab.Chaos.Fuzz.Shrinking;

/// <summary>How often a case failed when it was repeated.</summary>
internal readonly record struct FailureRate(int Failed, int Runs)
{
    private const double Significance = 0.05;

    /// <summary>Enough, where what it is held against failed every time.</summary>
    private const int EnoughInARow = 3;

    public bool IsCertain => Runs > 0 && Failed == Runs;

    /// <summary>
    /// Whether this is a rate clearly below the other: it never failed, or Fisher's exact test, one-sided, says so at 5 %. A smaller case
    /// that fails a little less often by chance must not be thrown away, one that hardly fails must.
    /// </summary>
    public bool IsClearlyBelow(FailureRate measured) =>
        Failed == 0 || FisherExact.Greater(new TwoByTwo(measured.Failed, measured.Runs, Failed, Runs)) < Significance;

    /// <summary>Whether more runs, up to so many, could still change what <see cref="IsClearlyBelow"/> says. Saves time-outs.</summary>
    public bool IsDecided(FailureRate measured, int most) =>
        Runs >= most
        || (measured.IsCertain && IsCertain && Runs >= EnoughInARow)
        || new FailureRate(Failed + most - Runs, most).IsClearlyBelow(measured)
        || (Failed > 0 && !new FailureRate(Failed, most).IsClearlyBelow(measured));

    public override string ToString() => $"{Failed} of {Runs}";
}
