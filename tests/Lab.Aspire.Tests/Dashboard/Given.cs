using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Lab.Aspire.Tests.Dashboard;

/// <summary>Snapshots as Aspire publishes them.</summary>
internal static class Given
{
    public static CustomResourceSnapshot Process(string? state, int? pid = null) => new()
    {
        ResourceType = "Project",
        State = state,
        Properties = pid is null ? [] : [new ResourcePropertySnapshot("executable.pid", pid.Value.ToString(CultureInfo.InvariantCulture))],
    };

    /// <summary>What comes from Aspire when the process was started again: another pid, everything else kept.</summary>
    public static CustomResourceSnapshot StartedAgain(this CustomResourceSnapshot snapshot, int pid) => snapshot with
    {
        State = KnownResourceStates.Running,
        Properties =
        [
            .. snapshot.Properties.Where(property => property.Name != "executable.pid"),
            new ResourcePropertySnapshot("executable.pid", pid.ToString(CultureInfo.InvariantCulture)),
        ],
    };
}
