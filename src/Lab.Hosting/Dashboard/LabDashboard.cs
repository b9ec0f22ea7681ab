using Lab.Contracts.Control;
using Lab.Control.Processes;
using Lab.Control.Replicas;
using Lab.Control.Runs;
using Lab.Hosting.Running;

namespace Lab.Hosting.Dashboard;

/// <summary>
/// The real Aspire dashboard beside a lab:
/// <code>
/// lab -> aspire dashboard run -> browser
///  ^          │         ^
///  └── resource service └── OTLP of the services
/// </code>
/// Its process is looked after like those of the system, and is none of them: no fault ever hits it.
/// </summary>
internal sealed class LabDashboard : IAsyncDisposable
{
    /// <summary>Name of its log.</summary>
    public const string Id = "dashboard";

    private readonly DashboardAccess _access;
    private readonly ResourceServer _server;
    private readonly Replica _process;

    private LabDashboard(DashboardAccess access, ResourceServer server, Replica process) => (_access, _server, _process) = (access, server, process);

    public DashboardInfo Info => new()
    {
        State = _process.Status.State,
        Login = _access.Login,
        Otlp = _access.Otlp,
        OtlpHeaders = _access.OtlpHeaders,
        Problem = _process.Status.State is ResourceState.Failed ? $"The dashboard did not start. See {_process.Plan.Launch.LogFile}" : null,
    };

    /// <summary>Opens the resource service; the dashboard itself is started by <see cref="StartAsync"/>.</summary>
    public static async Task<LabDashboard> PrepareAsync(
        DashboardAccess access, string program, RunPlace place, ResourceService service, HttpProbes probes, Supervision supervision, CancellationToken cancellationToken)
    {
        var server = await ResourceServer.StartAsync(service, access.ResourceKey, cancellationToken);
        var plan = new ReplicaPlan
        {
            Id = Id,
            Endpoint = access.Frontend,
            Probe = probes.For(new Uri(access.Frontend, "health"), statusCode: 200),
            IsJob = false,
            Launch = new Launch
            {
                FileName = program,
                Arguments =
                [
                    "dashboard", "run", "--nologo", "--non-interactive",
                    "--frontend-url", Text(access.Frontend), "--otlp-grpc-url", Text(access.OtlpGrpc), "--otlp-http-url", Text(access.Otlp),
                ],
                WorkingDirectory = place.Folder,
                Environment = DashboardVariables.Of(access, server.Url),
                LogFile = place.LogFile(Id),
                Mark = place.RunId,
            },
        };
        return new LabDashboard(access, server, new Replica(plan, supervision, () => new Dictionary<string, string?>()));
    }

    /// <summary>Starts its process; some seconds later it answers.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => _process.StartAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _server.DisposeAsync();
    }

    private static string Text(Uri address) => address.ToString().TrimEnd('/');
}
