namespace Lab.Chaos.Stress.Schedules;

/// <summary>Nothing is sent: time for queues to drain and caches to expire.</summary>
/// <param name="Length">How long.</param>
internal sealed record Silence(TimeSpan Length) : ISchedule
{
    public double Expected => 0;

    public IEnumerable<long> Arrivals(Random chance) => [];

    public override string ToString() => $"pause for {ScheduleText.Duration(Length)}";
}
