using System.Text.Json.Nodes;
using Lab.Chaos.Cli;

namespace Lab.Chaos.Break.Cluster;

/// <summary>One engine from its creation to its end.</summary>
internal sealed class EngineRun(IClusterClient client, ClusterLimits limits, TimeProvider time)
{
    /// <summary>Creates it and waits for its end, or until it is given up.</summary>
    /// <param name="engine">As it is to be created.</param>
    /// <param name="space">Its namespace.</param>
    /// <param name="allowed">For the whole of it.</param>
    /// <param name="stage">Shows what it says.</param>
    /// <param name="cancellationToken">Ends the waiting; the engine stays.</param>
    /// <exception cref="ClusterException">It could not be created.</exception>
    public async Task<EngineEnd> RunAsync(JsonObject engine, string space, TimeSpan allowed, IStage stage, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var created = await client.CreateAsync(ResourceKind.Engines, [engine], cancellationToken);
        await using var watch = new EngineWatch(client, new EngineView { Engine = created is [var one] ? one : engine }, space, limits, time);
        long? parted = null;
        while (true)
        {
            var view = watch.View;
            parted = view.EngineOver == view.ResultsOver ? null : parted ?? time.GetTimestamp();
            var split = parted is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero;
            var progress = EngineProgress.Of(view, time.GetElapsedTime(started), split, watch.Silence, allowed, limits);
            if (progress.Over)
            {
                var trouble = progress.Trouble is { } said && watch.Failure is { } failure ? $"{said} ({failure})" : progress.Trouble;
                return new EngineEnd(view, trouble, time.GetElapsedTime(started));
            }

            stage.Say(watch.Failure is { } fault ? $"{progress.Words}; {fault}" : progress.Words);
            await watch.WaitAsync(cancellationToken);
            await AskIfSilentAsync(watch, view.Engine.Name, space, cancellationToken);
        }
    }

    // A watch tells nothing of an engine that went between two renewals.
    private async Task AskIfSilentAsync(EngineWatch watch, string engine, string space, CancellationToken cancellationToken)
    {
        if (watch.Silence < limits.Renewal + limits.Renewal)
        {
            return;
        }

        try
        {
            var found = await client.FindAsync(ResourceKind.Engines, space, [engine], cancellationToken);
            watch.Asked(found is [var there] ? there : null);
        }
        catch (ClusterException)
        {
            // Still silent; the watch says why.
        }
    }
}

/// <summary>How an engine ended.</summary>
/// <param name="View">What was last known.</param>
/// <param name="Trouble">Why it was given up; null when it ended by itself.</param>
/// <param name="Took">Since it was created.</param>
internal sealed record EngineEnd(EngineView View, string? Trouble, TimeSpan Took);
