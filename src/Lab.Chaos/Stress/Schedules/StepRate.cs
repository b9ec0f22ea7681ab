namespace Lab.Chaos.Stress.Schedules;

/// <summary>Stairs of equal length, from the first rate to the last: shows at which rate a system stops keeping up.</summary>
/// <param name="From">Requests a second on the first stair, above 0.</param>
/// <param name="To">On the last, above 0.</param>
/// <param name="Steps">Stairs, 2 or more.</param>
/// <param name="Length">All together.</param>
internal sealed record StepRate(double From, double To, int Steps, TimeSpan Length) : ISchedule
{
    public double Expected => (From + To) / 2 * Length.TotalSeconds;

    /// <summary>Of a stair, from 0.</summary>
    public double RateOf(int step) => From + ((To - From) * step / (Steps - 1));

    public IEnumerable<long> Arrivals(Random chance)
    {
        for (var step = 0; step < Steps; step++)
        {
            var start = (Length * step / Steps).ToNanoseconds();
            foreach (var due in new ConstantRate(RateOf(step), Length / Steps).Arrivals(chance))
            {
                yield return start + due;
            }
        }
    }

    public override string ToString() => $"step {From:0.###}..{To:0.###} in {Steps} over {ScheduleText.Duration(Length)}";
}
