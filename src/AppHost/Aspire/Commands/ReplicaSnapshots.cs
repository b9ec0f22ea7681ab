using System.Collections.Immutable;
using System.Globalization;

namespace Lab.AppHost.Aspire.Commands;

/// <summary>What the commands look at to tell what is possible now.</summary>
internal static class ReplicaSnapshots
{
    private const string Paused = "lab.paused";

    /// <summary>True from its start to its end, paused or not.</summary>
    public static bool HasProcess(CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text == KnownResourceStates.Running && Snapshots.Launcher(snapshot) is not null;

    /// <summary>Whether the process that runs now is the one that was paused.</summary>
    public static bool IsPaused(CustomResourceSnapshot snapshot) =>
        HasProcess(snapshot) && snapshot.Properties.Any(property => property.Name == Paused && property.Value as string == Process(snapshot));

    /// <summary>
    /// Notes in its properties which process is paused: the state belongs to Aspire, which goes by it when it stops and restarts. A process
    /// that was started since is another one, and so not paused, without anybody taking the note back.
    /// </summary>
    public static CustomResourceSnapshot WithPaused(this CustomResourceSnapshot snapshot, bool paused)
    {
        ImmutableArray<ResourcePropertySnapshot> others = [.. snapshot.Properties.Where(property => property.Name != Paused)];
        return snapshot with
        {
            Properties = paused
                ? [.. others, new ResourcePropertySnapshot(Paused, Process(snapshot)) { DisplayName = "Paused process", IsHighlighted = true }]
                : others,
        };
    }

    private static string? Process(CustomResourceSnapshot snapshot) => Snapshots.Launcher(snapshot)?.ToString(CultureInfo.InvariantCulture);
}
