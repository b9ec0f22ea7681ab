namespace Lab.Chaos.Stress.Schedules;

/// <summary>One schedule after the other.</summary>
/// <param name="All">In order; at least one.</param>
internal sealed record Phases(IReadOnlyList<ISchedule> All) : ISchedule
{
    public TimeSpan Length { get; } = All.Aggregate(TimeSpan.Zero, (sum, phase) => sum + phase.Length);

    public double Expected => All.Sum(phase => phase.Expected);

    public IEnumerable<long> Arrivals(Random chance)
    {
        var start = 0L;
        foreach (var phase in All)
        {
            foreach (var due in phase.Arrivals(chance))
            {
                yield return start + due;
            }

            start += phase.Length.ToNanoseconds();
        }
    }

    public override string ToString() => string.Join(", ", All);
}
