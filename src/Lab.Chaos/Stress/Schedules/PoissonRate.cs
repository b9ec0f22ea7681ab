namespace Lab.Chaos.Stress.Schedules;

/// <summary>Users who know nothing of each other: gaps are exponential with mean 1 / rate, so now and then many come at once.</summary>
/// <param name="PerSecond">Mean requests a second, above 0.</param>
/// <param name="Length">How long.</param>
internal sealed record PoissonRate(double PerSecond, TimeSpan Length) : ISchedule
{
    public double Expected => PerSecond * Length.TotalSeconds;

    public IEnumerable<long> Arrivals(Random chance)
    {
        double end = Length.ToNanoseconds();
        for (var due = Gap(chance); due < end; due += Gap(chance))
        {
            yield return (long)due;
        }
    }

    public override string ToString() => $"poisson {PerSecond:0.###} for {ScheduleText.Duration(Length)}";

    // 1 - u lies in (0, 1]: the logarithm of 0 is never asked for.
    private double Gap(Random chance) => -Math.Log(1 - chance.NextDouble()) * 1e9 / PerSecond;
}
