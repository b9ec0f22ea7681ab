using Lab.Contracts;
using Lab.Contracts.Control;
using Lab.Control.Api;
using Lab.Control.Processes;
using Lab.Control.Runs;
using Microsoft.Extensions.Hosting;

namespace Lab.AppHost.Aspire;

/// <summary>
/// One run of the lab under Aspire: clear what a crash left -> guard -> variables -> control API and run file, all before Aspire starts the first
/// resource; the run file goes first when the host stops, and what Aspire leaves behind goes with the guard, once this process is gone.
/// </summary>
internal sealed class LabRun(
    RunPlace place, AspireTopology topology, EnvironmentOverrides overrides, ReplicaLogs logs, IHostApplicationLifetime lifetime) : IAsyncDisposable
{
    private readonly IProcessControl _control = topology.Control;
    private readonly HostEnding _ending = new(CancellationToken.None);
    private IGuard? _guard;
    private ControlServer? _server;

    /// <summary>Ends what must not outlive this process; there once the run has begun.</summary>
    public IGuard Guard => _guard ?? throw new InvalidOperationException("The run has not begun.");

    /// <summary>Called before anything is started.</summary>
    public async Task StartAsync(DistributedApplicationModel model, CancellationToken cancellationToken)
    {
        try
        {
            await StaleRuns.ClearAsync(place.Root, _control, cancellationToken);
            RunPlaces.Create(place);
        }
        catch (LabException e)
        {
            LabProblems.End(e.Problems);
        }

        _guard = _control.StartGuard(place.RunId);
        _guard.RemoveAtEnd(place.RunFile);
        _guard.RemoveAtEnd(RunFiles.UseOf(place.Root, place.RunId));
        _guard.RemoveAtEnd(place.TempFolder);
        StartChoices.PutOn(model, place);
        overrides.AddTo(model, place.RunId);
        topology.Watch(model, _guard, lifetime.ApplicationStopping);
        logs.Write(topology.Replicas, lifetime.ApplicationStopping);

        _ending.Requested.Register(lifetime.StopApplication);
        _ending.ListenToParent();
        lifetime.ApplicationStopping.Register(() => File.Delete(place.RunFile));
        _server = await ControlServer.StartAsync(
            new ControlledLab
            {
                Topology = topology,
                Control = _control,
                Guard = _guard,
                Place = place,
                Ending = _ending,
                Time = TimeProvider.System,
            },
            cancellationToken);
        await RunFiles.WriteAsync(place.RunFile, place.Describe("aspire", _server), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        await topology.DisposeAsync();
        if (_guard is not null)
        {
            await _guard.DisposeAsync();
        }

        _control.Limits.Undo();
        _ending.Dispose();
    }
}
