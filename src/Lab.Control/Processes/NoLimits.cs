using Lab.Contracts;
using Lab.Contracts.Control;

namespace Lab.Control.Processes;

/// <summary>Where the system offers no quota: says so instead of pretending.</summary>
internal sealed class NoLimits(string reason) : ILimits
{
    public IReadOnlyList<string> Folders => [];

    public Quota Prepare(string id, double? cpus, long? memoryBytes) =>
        cpus is null && memoryBytes is null ? Quota.None : throw new LabException(reason);

    public Quota Of(string id) => Quota.None;

    public LimitUsage Usage(string id) => LimitUsage.None;

    public void Undo()
    {
    }

    public void ClearStrays()
    {
    }
}
