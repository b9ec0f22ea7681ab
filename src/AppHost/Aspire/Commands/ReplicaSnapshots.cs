using System.Collections.Immutable;
using System.Globalization;

namespace Lab.AppHost.Aspire.Commands;

/// <summary>What the commands look at to tell what is possible now.</summary>
internal static class ReplicaSnapshots
{
    private const string PausedState = "Paused";
    private const string PausedProcess = "lab.paused";

    /// <summary>True from its start to its end, paused or not.</summary>
    public static bool HasProcess(CustomResourceSnapshot snapshot) =>
        (snapshot.State?.Text == KnownResourceStates.Running || snapshot.State?.Text == PausedState) && Snapshots.Launcher(snapshot) is not null;

    /// <summary>Whether the process that runs now is the one that was paused.</summary>
    public static bool IsPaused(CustomResourceSnapshot snapshot) =>
        HasProcess(snapshot) && snapshot.Properties.Any(property => property.Name == PausedProcess && property.Value as string == Process(snapshot));

    /// <summary>
    /// Shows it as paused, and notes which process is: the state is Aspire's, which may say Running again at any time, and a process that was
    /// started since is another one, and so not paused, without anybody taking the note back.
    /// </summary>
    public static CustomResourceSnapshot WithPaused(this CustomResourceSnapshot snapshot, bool paused)
    {
        ImmutableArray<ResourcePropertySnapshot> others = [.. snapshot.Properties.Where(property => property.Name != PausedProcess)];
        return snapshot with
        {
            State = paused ? new ResourceStateSnapshot(PausedState, KnownResourceStateStyles.Warn)
                : snapshot.State?.Text == PausedState ? KnownResourceStates.Running : snapshot.State,
            Properties = paused
                ? [.. others, new ResourcePropertySnapshot(PausedProcess, Process(snapshot)) { DisplayName = "Paused process", IsHighlighted = true }]
                : others,
        };
    }

    private static string? Process(CustomResourceSnapshot snapshot) => Snapshots.Launcher(snapshot)?.ToString(CultureInfo.InvariantCulture);
}
