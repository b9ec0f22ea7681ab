using Lab.Chaos.Predict.Model;

namespace Lab.Chaos.Predict.Hazards;

/// <summary>Several replicas without a limit of their own call one that can serve only so many at once.</summary>
internal static class UnboundedFanIn
{
    public static IEnumerable<HazardFinding> Find(SystemModel model)
    {
        foreach (var boundary in model.Boundaries)
        {
            var caller = model.Services.First(service => service.Name == boundary.From);
            var callee = model.Services.First(service => service.Name == boundary.To);
            if (caller is { Replicas: > 1, Concurrency: null } && callee.Concurrency is { } limit)
            {
                yield return new HazardFinding(
                    "unbounded-fan-in", boundary, null, [],
                    $"{caller.Replicas} replicas of {caller.Name} send without limit to {callee.Name}, which serves {limit * callee.Replicas} at once");
            }
        }
    }
}
