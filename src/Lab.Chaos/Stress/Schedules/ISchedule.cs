namespace Lab.Chaos.Stress.Schedules;

/// <summary>
/// When requests are due in the open model, whatever became of those before them. Pure: it knows no clock, and the same chance gives
/// the same arrivals. <c>ToString</c> gives the text that <see cref="ScheduleText"/> reads.
/// </summary>
internal interface ISchedule
{
    /// <summary>The end of the schedule, counted from its start; above zero.</summary>
    TimeSpan Length { get; }

    /// <summary>Arrivals to expect; exact where nothing is left to chance.</summary>
    double Expected { get; }

    /// <summary>Nanoseconds from the start, ascending, each before <see cref="Length"/>.</summary>
    IEnumerable<long> Arrivals(Random chance);
}
