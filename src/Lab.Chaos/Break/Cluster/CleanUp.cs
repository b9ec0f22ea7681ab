using System.Text.Json.Nodes;

namespace Lab.Chaos.Break.Cluster;

/// <summary>
/// Removes an engine in the order that lets the operator undo its faults: the engine is stopped and deleted, the operator ends its pods and takes its finalizer off.
/// Only what carries the run's label is touched. A finalizer that stays is left to the user: taking it off would hide that nobody has healed the fault.
/// </summary>
internal sealed class CleanUp(IClusterClient client, string space, string run, ClusterLimits limits, TimeProvider time)
{
    /// <summary>Null when nothing is left, else what is. Never throws for what a cluster does.</summary>
    /// <param name="engine">As it was created, or as it would have been: a call that failed may have created it all the same.</param>
    /// <param name="uid">Its uid, by which its pods are known; empty when it is not known.</param>
    /// <param name="interrupt">Does not end it, since what was broken is healed whatever ended the run, but leaves it less time.</param>
    public async Task<Leftover?> RemoveAsync(string engine, string uid, CancellationToken interrupt)
    {
        var started = time.GetTimestamp();
        using var late = new CancellationTokenSource(limits.CleanUp, time);
        using var hurry = interrupt.Register(() => late.CancelAfter(limits.Interrupted));
        var state = new State { Uid = uid };
        while (true)
        {
            try
            {
                await RemoveAsync(engine, state, late.Token);
                return null;
            }
            catch (ClusterException failure) when (failure.Failure == ClusterFailure.Unreachable)
            {
                // It may come back, and what is on it goes on until it is removed.
                state.Why = failure.Message;
            }
            catch (ClusterException failure)
            {
                return Left(engine, state.Uid, failure.Message);
            }
            catch (OperationCanceledException) when (!late.IsCancellationRequested)
            {
                // Ctrl-C reaches kubectl too. The next one lives.
            }
            catch (OperationCanceledException)
            {
                return Left(engine, state.Uid, $"after {time.GetElapsedTime(started).TotalSeconds:0} s {state.Why}");
            }

            await Task.Delay(limits.Tick, time, CancellationToken.None);
        }
    }

    private async Task RemoveAsync(string engine, State state, CancellationToken cancellationToken)
    {
        while (await client.FindAsync(ResourceKind.Engines, space, [engine], cancellationToken) is [var found] && IsOwn(found))
        {
            state.Uid = found.Uid;
            if (!state.Asked)
            {
                await AskAsync(engine, found, cancellationToken);
                state.Asked = true;
            }

            state.Why = "its finalizer is still there; the operator takes it off, and may be down";
            await Task.Delay(limits.Tick, time, cancellationToken);
        }

        if (state.Uid.Length > 0)
        {
            state.Why = "the engine is gone, but not all of its pods and results";
            await RemoveBelongingsAsync(engine, state.Uid, cancellationToken);
        }
    }

    private bool IsOwn(JsonObject found) => found.TextAt("metadata", "labels", EngineForRun.RunLabel) == run;

    private async Task AskAsync(string engine, JsonObject found, CancellationToken cancellationToken)
    {
        if (found.TextAt("status", "engineStatus") is not ("completed" or "stopped"))
        {
            await client.PatchAsync(ResourceKind.Engines, space, engine, new JsonObject { ["spec"] = new JsonObject { ["engineState"] = "stop" } }, cancellationToken);
        }

        await client.DeleteAsync(ResourceKind.Engines, space, [engine], cancellationToken);
    }

    // Results outlive their engine; so do pods, when the operator did not see to them.
    private async Task RemoveBelongingsAsync(string engine, string uid, CancellationToken cancellationToken)
    {
        var results = await client.ListAsync(ResourceKind.Results, space, null, cancellationToken);
        await client.DeleteAsync(
            ResourceKind.Results, space, [.. results.Where(result => result.TextAt("spec", "engine") == engine).Select(result => result.Name)], cancellationToken);
        foreach (var kind in (ResourceKind[])[ResourceKind.Jobs, ResourceKind.Pods])
        {
            var belongings = await client.ListAsync(kind, space, $"chaosUID={uid}", cancellationToken);
            await client.DeleteAsync(kind, space, [.. belongings.Select(one => one.Name)], cancellationToken);
        }
    }

    private Leftover Left(string engine, string uid, string why)
    {
        var kubectl = $"{client.Access.Kubectl} -n {space}";
        return new Leftover(
            $"ChaosEngine {engine} in {space}",
            why,
            $"{kubectl} delete chaosengine {engine}",
            uid.Length == 0 ? null : $"{kubectl} delete jobs,pods -l chaosUID={uid} && {kubectl} patch chaosengine {engine} --type=merge -p '{{\"metadata\":{{\"finalizers\":null}}}}'");
    }

    private sealed class State
    {
        public string Uid { get; set; } = "";

        public bool Asked { get; set; }

        public string Why { get; set; } = "the API server has not answered";
    }
}
