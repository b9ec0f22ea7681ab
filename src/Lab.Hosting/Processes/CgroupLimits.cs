using Lab.Contracts;

namespace Lab.Hosting.Processes;

internal sealed class CgroupLimits : ILimits
{
    public IReadOnlyList<string> Folders => [];

    public IReadOnlyList<string> Prepare(string id, double? cpus, long? memoryBytes) =>
        cpus is null && memoryBytes is null ? [] : throw new LabException("later");

    public void Undo()
    {
    }
}
