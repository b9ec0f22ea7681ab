namespace Lab.Chaos.Stress.Schedules;

/// <summary>Evenly spaced: the n-th, from 0, is due at n / rate.</summary>
/// <param name="PerSecond">Requests a second, above 0.</param>
/// <param name="Length">How long.</param>
internal sealed record ConstantRate(double PerSecond, TimeSpan Length) : ISchedule
{
    public double Expected => PerSecond * Length.TotalSeconds;

    public IEnumerable<long> Arrivals(Random chance)
    {
        var end = Length.ToNanoseconds();
        for (var n = 0L; (long)(n * 1e9 / PerSecond) is var due && due < end; n++)
        {
            yield return due;
        }
    }

    public override string ToString() => $"constant {PerSecond:0.###} for {ScheduleText.Duration(Length)}";
}
