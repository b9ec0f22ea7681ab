using Lab.Contracts;

namespace Lab.Control.Api;

/// <summary>What can be done to a replica; meanings as in <see cref="Lab.Contracts.Control.ControlRoutes.ReplicaAction"/>.</summary>
internal enum ReplicaAction
{
    Kill,
    Pause,
    Resume,
    Stop,
    Start,
    Restart,
}

/// <summary>The words of the route for <see cref="ReplicaAction"/>.</summary>
internal static class ReplicaActions
{
    private static readonly Dictionary<string, ReplicaAction> ByName =
        Enum.GetValues<ReplicaAction>().ToDictionary(Word, StringComparer.Ordinal);

    public static ReplicaAction Find(string name) => ByName.TryGetValue(name, out var action)
        ? action
        : throw new UnknownNameException("action", name, [.. ByName.Keys]);

    /// <summary>The word in the route, for example <c>kill</c>.</summary>
    public static string Word(ReplicaAction action) => action switch
    {
        ReplicaAction.Kill => "kill",
        ReplicaAction.Pause => "pause",
        ReplicaAction.Resume => "resume",
        ReplicaAction.Stop => "stop",
        ReplicaAction.Start => "start",
        ReplicaAction.Restart => "restart",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action."),
    };

    /// <summary>The refusal for what needs a process where there is none.</summary>
    public static LabException NoProcess(string command, string replica, Lab.Contracts.Control.ResourceState state) => new(
        $"Cannot {command} '{replica}': it is {state} and has no process. Start it first: POST /v1/replicas/{replica}/start");
}
