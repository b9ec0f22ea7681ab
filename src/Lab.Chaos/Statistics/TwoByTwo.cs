namespace Lab.Chaos.Statistics;

/// <summary>
/// Two arms, each with violated and clean trials:
/// <code>
///          violated   clean
/// first       a         b
/// second      c         d
/// </code>
/// </summary>
internal readonly record struct TwoByTwo
{
    /// <param name="firstViolated">a, 0 to <paramref name="firstTrials"/>.</param>
    /// <param name="firstTrials">a + b, the trials of the first arm.</param>
    /// <param name="secondViolated">c, 0 to <paramref name="secondTrials"/>.</param>
    /// <param name="secondTrials">c + d, the trials of the second arm.</param>
    public TwoByTwo(long firstViolated, long firstTrials, long secondViolated, long secondTrials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstViolated);
        ArgumentOutOfRangeException.ThrowIfNegative(secondViolated);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstViolated, firstTrials);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(secondViolated, secondTrials);
        (FirstViolated, FirstTrials) = (firstViolated, firstTrials);
        (SecondViolated, SecondTrials) = (secondViolated, secondTrials);
    }

    public long FirstViolated { get; }

    public long FirstTrials { get; }

    public long SecondViolated { get; }

    public long SecondTrials { get; }

    /// <summary>Violated trials of both arms.</summary>
    public long Violated => FirstViolated + SecondViolated;
}
