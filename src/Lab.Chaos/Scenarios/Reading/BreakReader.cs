using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>Reads <c>break</c>: the faults that <c>lab break</c> injects one after the other while volleys go on.</summary>
internal sealed class BreakReader(FaultFiles faults)
{
    public BreakModel? Read(Field? field)
    {
        if (field?.Section(Grammar.Break) is not { } section)
        {
            return null;
        }

        return new BreakModel
        {
            Schedule = [.. (section["schedule"]?.Items("faults/replica-kills.yaml") ?? []).SelectMany(faults.All)],
            Stock = section["stock"]?.Integer(1, WorkloadReader.MaxStock),
            Requests = section["requests"]?.Integer(1, WorkloadReader.MaxRequests),
        };
    }
}
