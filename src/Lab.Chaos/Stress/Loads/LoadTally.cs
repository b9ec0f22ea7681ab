namespace Lab.Chaos.Stress.Loads;

/// <summary>How well a load could be sent, as the loop that sent it saw it.</summary>
internal sealed class LoadTally
{
    /// <summary>Arrivals begun.</summary>
    public int Begun { get; set; }

    /// <summary>Arrivals given up because no connection was free in time.</summary>
    public int Unsent { get; set; }

    /// <summary>Arrivals sent later than the tolerance.</summary>
    public int Late { get; set; }

    /// <summary>Answers that lacked what a later step needed, which ended their session.</summary>
    public int Uncaptured { get; set; }

    /// <summary>From when an arrival was due to when it was sent.</summary>
    public Histogram ScheduleError { get; } = new();

    /// <summary>Why it ended early; null when it did not.</summary>
    public string? CutShort { get; set; }

    /// <summary>First arrival to last reply, ns.</summary>
    public long Elapsed { get; set; }
}
