using Lab.Chaos.Adapters;
using Lab.Chaos.Stress.Schedules;

namespace Lab.Chaos.Stress.Loads;

/// <summary>The load that was asked for. Exactly one of the two models is set.</summary>
internal sealed record LoadOrder
{
    /// <summary>The open model: when requests are due.</summary>
    public ISchedule? Open { get; init; }

    /// <summary>The closed model.</summary>
    public ClosedModel? Closed { get; init; }

    /// <summary>Most requests in flight.</summary>
    public required int Connections { get; init; }

    /// <summary>Who sends it; null for the lab itself.</summary>
    public ILoadDriver? Driver { get; init; }

    public string Model => Open is null ? "closed" : "open";

    public string Schedule => Open?.ToString() ?? Closed!.ToString();
}

/// <summary>A fixed number of clients, each of which waits for its answer.</summary>
/// <param name="Clients">1 or more.</param>
/// <param name="Think">Between an answer and the next request.</param>
/// <param name="Length">After it nothing is begun.</param>
internal sealed record ClosedModel(int Clients, TimeSpan Think, TimeSpan Length)
{
    public override string ToString() => $"{Clients} clients, think {ScheduleText.Duration(Think)}, for {ScheduleText.Duration(Length)}";
}
