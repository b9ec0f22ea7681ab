using Lab.Contracts;
using Lab.Contracts.Control;
using Lab.Control.Api;
using Lab.Control.Processes;
using Lab.Control.Replicas;
using Lab.Control.Runs;

namespace Lab.Hosting.Running;

/// <summary>
/// One run of the lab from its first check to its last process: check and plan -> clear what a crash left -> guard -> control API and run file ->
/// topology; undone in the reverse order.
/// </summary>
internal sealed class LabHost : IAsyncDisposable
{
    private readonly HttpProbes _probes;
    private readonly IGuard _guard;
    private readonly IProcessControl _control;
    private readonly ControlServer _server;
    private readonly ConsoleReport _report;
    private readonly HostEnding _ending;
    private bool _disposed;

    private LabHost(
        RunPlace place, Topology topology, IGuard guard, IProcessControl control, ControlServer server, ConsoleReport report,
        HttpProbes probes, HostEnding ending)
    {
        (Place, Topology, _guard, _control, _server, _report) = (place, topology, guard, control, server, report);
        (_probes, _ending) = (probes, ending);
    }

    public RunPlace Place { get; }

    public Topology Topology { get; }

    public Uri Url => _server.Url;

    public string Token => _server.Token;

    /// <summary>Checks everything and opens the control API; no resource has been started when it returns.</summary>
    /// <exception cref="LabException">All that is wrong with the model or the machine.</exception>
    public static async Task<LabHost> PrepareAsync(
        IReadOnlyList<Resource> resources, DistributedApplicationOptions options, HostEnding ending, CancellationToken cancellationToken)
    {
        var control = ProcessControl.ForThisSystem(options.Time);
        var place = await RunPlaces.ChooseAsync(options.Wishes, options.Time, cancellationToken);
        await StaleRuns.ClearAsync(place.Root, control, cancellationToken);
        var probes = new HttpProbes();
        var plans = new Planner(place, Directory.GetCurrentDirectory(), probes).Plan(resources);

        RunPlaces.Create(place);
        var guard = control.StartGuard(place.RunId);
        guard.RemoveAtEnd(place.RunFile);
        guard.RemoveAtEnd(RunFiles.UseOf(place.Root, place.RunId));
        guard.RemoveAtEnd(place.TempFolder);
        var report = new ConsoleReport(options.Output, options.Time);
        var topology = new Topology(plans, new Supervision
        {
            Control = control,
            Guard = guard,
            Time = options.Time,
            Report = report.Changed,
        });
        try
        {
            var server = await ControlServer.StartAsync(
                new ControlledLab
                {
                    Topology = new ControlledTopology(topology),
                    Control = control,
                    Guard = guard,
                    Place = place,
                    Ending = ending,
                    Time = options.Time,
                },
                cancellationToken);
            await RunFiles.WriteAsync(place.RunFile, place.Describe("embedded", server), cancellationToken);
            return new LabHost(place, topology, guard, control, server, report, probes, ending);
        }
        catch
        {
            await guard.DisposeAsync();
            probes.Dispose();
            throw;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Topology.StartAsync(cancellationToken);

    /// <summary>Brings the topology up, shows where it is, and stays until the end is asked for.</summary>
    public async Task RunAsync(CancellationToken ending)
    {
        _ending.Listen();
        _report.Heading(Place);
        try
        {
            await StartAsync(ending);
            _report.Table(Topology);
        }
        catch (LabException e)
        {
            // The rest stays up: with the control API and the logs at hand the user can look, mend, and start the failed one again.
            _report.Problems(e.Problems);
            _report.Table(Topology);
        }
        catch (OperationCanceledException)
        {
            // Asked to end while starting.
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _report.Ending();
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;

        // Gone first: whoever looks for a lab must not find one that is ending.
        File.Delete(Place.RunFile);
        await _server.DisposeAsync();
        await Topology.DisposeAsync();
        _control.Limits.Undo();
        await _guard.DisposeAsync();
        _probes.Dispose();
    }
}
