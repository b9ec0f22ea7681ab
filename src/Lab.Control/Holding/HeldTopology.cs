using Lab.Contracts;
using Lab.Contracts.Control;
using Lab.Control.Api;
using Lab.Control.Links;

namespace Lab.Control.Holding;

/// <summary>
/// The topology of an engine with a memory: notes how to undo what is done to it before it is done, so that a caller who dies in the middle
/// leaves nothing behind. <c>HTTP -> HeldTopology (note, forget) -> engine</c>
/// </summary>
internal sealed class HeldTopology(ILabTopology engine, Undoings undoings) : ILabTopology
{
    private readonly InForce _inForce = new();

    public IReadOnlyList<ResourceInfo> Resources => engine.Resources;

    public string? ConnectionString(string resource) => engine.ConnectionString(resource);

    public LinkAccess? Link(string resource) => engine.Link(resource);

    public Task OverrideAsync(string resource, IReadOnlyDictionary<string, string?> variables, CancellationToken cancellationToken)
    {
        var before = _inForce.Variables(resource);
        undoings.Note($"variables of {resource}", async token =>
        {
            if (_inForce.Back(resource, before) is { Count: > 0 } back)
            {
                await ChangeAsync(resource, back, token);
            }
        },
        isSetting: true);
        return ChangeAsync(resource, variables, cancellationToken);
    }

    public Task ActAsync(string replica, ReplicaAction action, CancellationToken cancellationToken)
    {
        switch (action)
        {
            case ReplicaAction.Pause:
                undoings.Note(Pause(replica), token => ResumeAsync(replica, token));
                break;
            case ReplicaAction.Stop:
                undoings.Forget(Pause(replica));
                NoteStop(replica);
                break;
            case ReplicaAction.Kill or ReplicaAction.Resume:
                undoings.Forget(Pause(replica));
                break;
            case ReplicaAction.Start or ReplicaAction.Restart:
                undoings.Forget(Pause(replica));
                undoings.Forget(Stop(replica));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action.");
        }

        return engine.ActAsync(replica, action, cancellationToken);
    }

    public async Task LimitAsync(string replica, double? cpus, long? memoryBytes, CancellationToken cancellationToken)
    {
        var (before, pid) = (_inForce.LimitsOf(replica), engine.Replica(replica).Pid);
        var what = $"limits of {replica}";
        undoings.Note(what, token => _inForce.LimitsOf(replica) == before ? Task.CompletedTask : ChangeAsync(replica, before, token));
        try
        {
            await ChangeAsync(replica, new Limits(cpus, memoryBytes), cancellationToken);
        }
        catch (LabException) when (engine.Replica(replica).Pid == pid)
        {
            // Refused before anything was done; lifting it would restart the replica for nothing.
            _inForce.Limit(replica, before);
            undoings.Forget(what);
            throw;
        }
    }

    private static string Pause(string replica) => $"pause of {replica}";

    private static string Stop(string replica) => $"stop of {replica}";

    private Task ChangeAsync(string resource, IReadOnlyDictionary<string, string?> variables, CancellationToken cancellationToken)
    {
        // In force even when the replicas do not become healthy under them.
        _inForce.Change(resource, variables);
        return engine.OverrideAsync(resource, variables, cancellationToken);
    }

    private Task ChangeAsync(string replica, Limits limits, CancellationToken cancellationToken)
    {
        _inForce.Limit(replica, limits);
        return engine.LimitAsync(replica, limits.Cpus, limits.MemoryBytes, cancellationToken);
    }

    // A job is not broken when it is stopped, and may be the phase of the lab whose own hold ends with it: started again it would never end.
    private void NoteStop(string replica)
    {
        if (engine.Resources.First(resource => resource.Replicas.Any(r => r.Id == replica)) is not { Kind: "project" or "executable", Endpoints.Count: 0 })
        {
            undoings.Note(Stop(replica), token => engine.ActAsync(replica, ReplicaAction.Start, token));
        }
    }

    private async Task ResumeAsync(string replica, CancellationToken cancellationToken)
    {
        // Asked for whatever its state says: a pause that was broken off may have stopped a part of it.
        if (engine.Replica(replica).Pid is { } pid)
        {
            try
            {
                await engine.ActAsync(replica, ReplicaAction.Resume, cancellationToken);
            }
            catch (LabException) when (engine.Replica(replica).Pid != pid)
            {
                // Its variables are undone at the same time, which restarts it: the process that was paused is gone.
            }
        }
    }
}
