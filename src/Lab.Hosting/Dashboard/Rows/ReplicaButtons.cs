using Lab.Control.Api;
using Lab.Control.Replicas;

namespace Lab.Hosting.Dashboard.Rows;

/// <summary>What can be done to a replica by a click: the actions of the control API, and what a job is started for.</summary>
internal static class ReplicaButtons
{
    private static readonly RowCommand Start = new(Word(ReplicaAction.Start), "Start", "Play", "Start its process.") { IsHighlighted = true };

    private static readonly RowCommand Stop =
        new(Word(ReplicaAction.Stop), "Stop", "Stop", "End its process; it stays down until it is started.") { IsHighlighted = true };

    private static readonly RowCommand Restart =
        new(Word(ReplicaAction.Restart), "Restart", "ArrowCounterclockwise", "End its process, and start it again.");

    private static readonly RowCommand Pause =
        new(Word(ReplicaAction.Pause), "Pause", "Pause", "SIGSTOP: it keeps its connections and its locks, and answers nothing until it is resumed.");

    private static readonly RowCommand Resume =
        new(Word(ReplicaAction.Resume), "Resume", "FastForward", "SIGCONT: it goes on where it was paused.") { IsHighlighted = true };

    private static readonly RowCommand Kill =
        new(Word(ReplicaAction.Kill), "Kill", "PlugDisconnected", "SIGKILL, between two of its instructions; the lab starts it again, as a pod would be.")
        {
            Confirmation = "Kill this process? Requests that it is working on are lost, and so is the data of a Redis. It is started again at once.",
        };

    /// <summary>Those that are possible now.</summary>
    /// <param name="status">Of the replica.</param>
    /// <param name="verb">Of the <c>lab</c> command, where the replica is a run of it; else null.</param>
    public static IReadOnlyList<RowCommand> Of(ReplicaStatus status, string? verb) => (status.Pid, verb) switch
    {
        (null, null) => [Start],
        (null, _) => [Phase(verb)],
        (_, not null) => [Stop],
        _ when status.Paused => [Resume, Stop, Restart, Kill],
        _ => [Stop, Restart, Pause, Kill],
    };

    /// <summary>What the name of a button asks for.</summary>
    /// <exception cref="UnknownNameException">There is no such button.</exception>
    public static ReplicaAction ActionOf(string name, string? verb) => name == verb ? ReplicaAction.Start : ReplicaActions.Find(name);

    private static RowCommand Phase(string verb) => verb == "hunt"
        ? new(verb, "Hunt", "TargetArrow", "Find the race, measure it, and prove that the fix holds. Takes some minutes and restarts services.") { IsHighlighted = true }
        : new(verb, char.ToUpperInvariant(verb[0]) + verb[1..], "Play", $"Run lab {verb} in this system.") { IsHighlighted = true };

    private static string Word(ReplicaAction action) => ReplicaActions.Word(action);
}
