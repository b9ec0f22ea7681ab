using System.Globalization;
using Lab.Control.Api;

namespace Lab.AppHost.Aspire.Commands;

/// <summary>One thing that can be done to a replica from the dashboard.</summary>
internal sealed record ReplicaCommand
{
    /// <summary>Offered on every process of the system; a new one is an entry here.</summary>
    public static readonly IReadOnlyList<ReplicaCommand> All =
    [
        new()
        {
            Action = ReplicaAction.Kill,
            Title = "Kill",
            Icon = "PlugDisconnected",
            Description = "SIGKILL, between two of its instructions; the lab starts it again, as a pod would be.",
            Confirmation = "Kill this process? Requests that it is working on are lost, and so is the data of a Redis. It is started again at once.",
            Said = "was killed and is started again.",
            State = snapshot => ReplicaSnapshots.HasProcess(snapshot) ? ResourceCommandState.Enabled : ResourceCommandState.Disabled,
        },
        new()
        {
            Action = ReplicaAction.Pause,
            Title = "Pause",
            Icon = "Pause",
            Description = "SIGSTOP: it keeps its connections and its locks, and answers nothing until it is resumed.",
            Said = "stands still until it is resumed.",
            State = snapshot => ReplicaSnapshots.IsPaused(snapshot) ? ResourceCommandState.Hidden
                : ReplicaSnapshots.HasProcess(snapshot) ? ResourceCommandState.Enabled : ResourceCommandState.Disabled,
        },
        new()
        {
            Action = ReplicaAction.Resume,
            Title = "Resume",
            Icon = "FastForward",
            Description = "SIGCONT: it goes on where it was paused.",
            Said = "goes on.",
            State = snapshot => ReplicaSnapshots.IsPaused(snapshot) ? ResourceCommandState.Enabled : ResourceCommandState.Hidden,
        },
    ];

    public required ReplicaAction Action { get; init; }

    public required string Title { get; init; }

    /// <summary>Name of a Fluent UI icon.</summary>
    public required string Icon { get; init; }

    public required string Description { get; init; }

    /// <summary>Asked before it is done; null where nothing is lost.</summary>
    public string? Confirmation { get; init; }

    /// <summary>The end of the sentence that begins with replica and process.</summary>
    public required string Said { get; init; }

    /// <summary>Whether it can be done now.</summary>
    public required Func<CustomResourceSnapshot, ResourceCommandState> State { get; init; }

    /// <summary>What the dashboard says when it is done.</summary>
    public string Done(string replica, int pid) => string.Create(CultureInfo.InvariantCulture, $"{replica} (process {pid}) {Said}");
}
