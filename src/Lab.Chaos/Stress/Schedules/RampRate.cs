namespace Lab.Chaos.Stress.Schedules;

/// <summary>
/// A rate that changes linearly. After t seconds a·t + (b - a)·t² / 2L requests are due, for a rate from a to b over L seconds; the n-th is
/// due where that is n.
/// </summary>
/// <param name="From">Requests a second at the start, 0 or more.</param>
/// <param name="To">At the end, 0 or more; not both 0.</param>
/// <param name="Length">How long.</param>
internal sealed record RampRate(double From, double To, TimeSpan Length) : ISchedule
{
    public double Expected => (From + To) / 2 * Length.TotalSeconds;

    public IEnumerable<long> Arrivals(Random chance)
    {
        var seconds = Length.TotalSeconds;
        var end = Length.ToNanoseconds();
        for (var n = 0L; n < Expected; n++)
        {
            // The root of the quadratic in the form that stays exact for a = b, and for a = 0.
            var root = Math.Sqrt(Math.Max(0, (From * From) + (2 * (To - From) * n / seconds)));
            var due = n == 0 ? 0 : (long)(2 * n / (From + root) * 1e9);
            if (due >= end)
            {
                yield break;
            }

            yield return due;
        }
    }

    public override string ToString() => $"ramp {From:0.###}..{To:0.###} over {ScheduleText.Duration(Length)}";
}
