using System.Globalization;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Hazards;

/// <summary>A lease may end before its work does. Then two hold it, unless the store refuses what comes with an old token.</summary>
internal sealed class LockWithoutFencing : IHazard
{
    public string Name => "lock-without-fencing";

    public IEnumerable<Finding> Find(ProgramView system) =>
        from operation in system.Operations
        from held in operation.Steps
        where held.Step is { Kind: StepKind.Lock, Lease: not null, Fencing: false }
        from late in operation.In(held).Where(step => (step.Changes || step.Harms) && step.IsShared && !Exclusion.StoreRefuses(step, operation)).GroupBy(step => step.Boundary)
        select new Finding
        {
            Hazard = Name,
            Boundary = late.Key,
            Operation = operation.Name,
            Steps = [held.Number, .. late.Select(step => step.Number)],
            Sentence = $"{operation.Name} holds {held.What} for {Milliseconds(held.Step.Lease!.Value)} at most; if it takes longer, another holds it too, "
                + $"and nothing refuses the first when it {late.First().Deed}.",
        };

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("0.###", CultureInfo.InvariantCulture) + " ms";
}
