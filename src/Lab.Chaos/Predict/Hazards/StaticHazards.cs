using Lab.Chaos.Predict.Model;

namespace Lab.Chaos.Predict.Hazards;

/// <summary>Every hazard the lab knows. A new one is a class and a line here.</summary>
internal static class StaticHazards
{
    public static readonly IReadOnlyList<IHazard> All =
    [
        new ReadThenWrite(),
        new LockWithoutFencing(),
        new LockWithoutLease(),
        new RetryWithoutIdempotency(),
        new InvalidationAfterWrite(),
        new DualWrite(),
        new SharedWriters(),
        new UnboundedFanIn(),
    ];

    /// <summary>Those that name a wrong step first, those that only describe a shape last.</summary>
    public static IReadOnlyList<Finding> Find(SystemModel model)
    {
        ProgramView system = new(model);

        return [.. All.SelectMany(hazard => hazard.Find(system))];
    }
}
