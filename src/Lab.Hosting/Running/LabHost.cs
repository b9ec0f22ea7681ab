using Lab.Contracts;
using Lab.Contracts.Control;
using Lab.Control.Api;
using Lab.Control.Processes;
using Lab.Control.Replicas;
using Lab.Control.Runs;
using Lab.Hosting.Dashboard;
using Lab.Hosting.Dashboard.Rows;

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
    private readonly LabDashboard? _dashboard;
    private bool _disposed;

    private LabHost(
        RunPlace place, Topology topology, IGuard guard, IProcessControl control, ControlServer server, ConsoleReport report,
        HttpProbes probes, HostEnding ending, LabDashboard? dashboard)
    {
        (Place, Topology, _guard, _control, _server, _report) = (place, topology, guard, control, server, report);
        (_probes, _ending, _dashboard) = (probes, ending, dashboard);
    }

    public RunPlace Place { get; }

    public Topology Topology { get; }

    public Uri Url => _server.Url;

    public string Token => _server.Token;

    /// <summary>Null where there is none.</summary>
    public DashboardInfo? Dashboard => _dashboard?.Info;

    /// <summary>Checks everything and opens the control API; no resource has been started when it returns.</summary>
    /// <exception cref="LabException">All that is wrong with the model or the machine.</exception>
    public static async Task<LabHost> PrepareAsync(
        IReadOnlyList<Resource> resources, DistributedApplicationOptions options, HostEnding ending, CancellationToken cancellationToken)
    {
        var control = ProcessControl.ForThisSystem(options.Time);
        var place = await RunPlaces.ChooseAsync(options.Wishes, options.Time, cancellationToken);
        await StaleRuns.ClearAsync(place.Root, control, cancellationToken);
        var probes = new HttpProbes();
        var wish = DashboardWish.Of(options, Environment.GetEnvironmentVariable);
        var telemetry = wish.Access?.Telemetry(Environment.GetEnvironmentVariable) ?? new Dictionary<string, string?>();
        var plans = new Planner(place, Directory.GetCurrentDirectory(), probes, telemetry).Plan(resources);

        RunPlaces.Create(place);
        var guard = control.StartGuard(place.RunId);
        guard.RemoveAtEnd(place.RunFile);
        guard.RemoveAtEnd(RunFiles.UseOf(place.Root, place.RunId));
        guard.RemoveAtEnd(place.TempFolder);
        var report = new ConsoleReport(options.Output, options.Time);
        var changes = new ReplicaChanges(options.Time);
        var supervision = new Supervision { Control = control, Guard = guard, Time = options.Time, Report = report.Changed };
        var topology = new Topology(plans, supervision with
        {
            Report = (replica, before, after) =>
            {
                report.Changed(replica, before, after);
                changes.Changed(replica, before, after);
            },
        });
        LabDashboard? dashboard = null;
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
                    Dashboard = () => dashboard?.Info ?? wish.Absence,
                },
                cancellationToken);
            if (wish is { Access: { } access, Program: { } program })
            {
                var service = new ResourceService(
                    "Chaos lab", new ReplicaRows(topology, changes), changes, server.ActAsync, options.Time, place.LogFile);
                dashboard = await LabDashboard.PrepareAsync(access, program, place, service, probes, supervision, cancellationToken);
            }

            await RunFiles.WriteAsync(place.RunFile, place.Describe("embedded", server), cancellationToken);
            return new LabHost(place, topology, guard, control, server, report, probes, ending, dashboard);
        }
        catch
        {
            await guard.DisposeAsync();
            probes.Dispose();
            throw;
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Topology.StartAsync(cancellationToken);
        }
        finally
        {
            // After the system, which it would slow down, and also where the system failed: the dashboard shows why.
            if (_dashboard is not null && !cancellationToken.IsCancellationRequested)
            {
                await _dashboard.StartAsync(cancellationToken);
            }
        }
    }

    /// <summary>Brings the topology up, shows where it is, and stays until the end is asked for.</summary>
    public async Task RunAsync(CancellationToken ending)
    {
        _ending.Listen();
        _report.Heading(Place);
        try
        {
            await StartAsync(ending);
            _report.Table(Topology, Dashboard);
        }
        catch (LabException e)
        {
            // The rest stays up: with the control API and the logs at hand the user can look, mend, and start the failed one again.
            _report.Problems(e.Problems);
            _report.Table(Topology, Dashboard);
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

        // After the services, which send their last spans when they end.
        await (_dashboard?.DisposeAsync() ?? ValueTask.CompletedTask);
        _control.Limits.Undo();
        await _guard.DisposeAsync();
        _probes.Dispose();
    }
}
