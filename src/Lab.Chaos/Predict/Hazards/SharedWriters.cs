using Lab.Chaos.Predict.Model;

namespace Lab.Chaos.Predict.Hazards;

/// <summary>Several processes change what they share. No mistake by itself; without it there is nothing to race for.</summary>
internal sealed class SharedWriters : IHazard
{
    public string Name => "shared-writers";

    public IEnumerable<Finding> Find(ProgramView system)
    {
        // A row of its own changes nothing that another has.
        var writes = system.Operations.SelectMany(operation => operation.Steps
            .Where(step => step.Changes && step.IsShared && !step.Step.New)
            .Select(step => (Operation: operation, Step: step)))
            .ToList();

        return
            from cell in writes.GroupBy(write => write.Step.Cell)
            let services = cell.Select(write => write.Step.Service).Distinct().Select(system.Service).ToList()
            where services.Sum(service => service.Replicas) > 1
            from own in cell.GroupBy(write => (write.Operation, write.Step.Boundary))
            select new Finding
            {
                Hazard = Name,
                Boundary = own.Key.Boundary,
                Operation = own.Key.Operation.Name,
                Steps = [.. own.Select(write => write.Step.Number)],
                Sentence = $"{own.First().Step.What} is changed by {string.Join(" and ", services.Select(Processes))}.",
            };
    }

    private static string Processes(ServiceModel service) => service.Replicas == 1 ? service.Name : $"{service.Replicas} replicas of {service.Name}";
}
