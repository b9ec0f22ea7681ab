namespace Lab.Chaos.Stress.Schedules;

/// <summary>A base rate with a peak in the middle tenth: does the system come back to where it was?</summary>
/// <param name="Base">Requests a second before and after, above 0.</param>
/// <param name="Peak">Requests a second in the middle tenth, above 0.</param>
/// <param name="Length">All together.</param>
internal sealed record SpikeRate(double Base, double Peak, TimeSpan Length) : ISchedule
{
    private const double Before = 0.45;
    private const double During = 0.10;

    public double Expected => ((Base * (1 - During)) + (Peak * During)) * Length.TotalSeconds;

    public IEnumerable<long> Arrivals(Random chance) => new Phases(
    [
        new ConstantRate(Base, Length * Before),
        new ConstantRate(Peak, Length * During),
        new ConstantRate(Base, Length * (1 - Before - During)),
    ]).Arrivals(chance);

    public override string ToString() => $"spike {Base:0.###}..{Peak:0.###} over {ScheduleText.Duration(Length)}";
}
