using System.Net;
using Lab.Chaos.Break.Litmus;
using Lab.Chaos.Break.Probes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lab.Sockets.Tests.Probes;

/// <summary>Probes against real sockets and a real shell.</summary>
public sealed class ProbesOverTheWireTests : IAsyncLifetime, IDisposable
{
    private readonly CancellationToken _token = TestContext.Current.CancellationToken;
    private readonly ProbeClients _clients = new();
    private WebApplication? _server;
    private string _address = "";

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.MapPost("/orders", async (HttpRequest request) =>
        {
            using StreamReader body = new(request.Body);
            return await body.ReadToEndAsync() == """{"item":1}""" && request.ContentType == "application/json" ? Results.Created() : Results.BadRequest();
        });
        _server.MapGet("/api/v1/query", (string query) =>
            $$$"""{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1435781451.781,"{{{query.Length}}}"]}]}}""");
        await _server.StartAsync(_token);
        _address = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }

    public async ValueTask DisposeAsync() => await _server!.DisposeAsync();

    public void Dispose() => _clients.Dispose();

    [Fact]
    public async Task A_post_reaches_the_server()
    {
        HttpProbe probe = new("order")
        {
            Mode = ProbeMode.SOT,
            Pace = Pace(5),
            Url = $"{_address}/orders",
            Post = new HttpProbeBody("application/json", """{"item":1}"""),
            Status = new Comparator(ComparatorKind.Integer, "==", "201"),
        };

        Assert.Equal(ProbeAnswerKind.Passed, (await Asker().AskAsync(probe, new Dictionary<string, string>(), _token)).Kind);
    }

    [Fact]
    public async Task A_refused_connection_is_a_failure()
    {
        HttpProbe probe = new("alive")
        {
            Mode = ProbeMode.SOT,
            Pace = Pace(5),
            // Nobody listens on the discard port of this machine.
            Url = $"http://{IPAddress.Loopback}:9/health",
            Status = new Comparator(ComparatorKind.Integer, "==", "200"),
        };

        Assert.Equal(ProbeAnswerKind.Failed, (await Asker().AskAsync(probe, new Dictionary<string, string>(), _token)).Kind);
    }

    [Fact]
    public async Task A_query_reaches_Prometheus_whole()
    {
        const string query = """sum(rate(x{a="b"}[1m])) & 1""";
        PrometheusProbe probe = new("metric")
        {
            Mode = ProbeMode.SOT,
            Pace = Pace(5),
            Endpoint = new Uri(_address),
            Query = query,
            Sample = new Comparator(ComparatorKind.Number, "==", $"{query.Length}"),
        };

        Assert.Equal(ProbeAnswerKind.Passed, (await Asker().AskAsync(probe, new Dictionary<string, string>(), _token)).Kind);
    }

    [Fact]
    public async Task A_command_answers_and_one_that_hangs_is_ended_with_its_children()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs /bin/sh.");
        var marker = Path.Combine(Path.GetTempPath(), $"lab-probe-{Guid.NewGuid():n}");
        await using ProbeRunner runner = new(
            [Command("answers", "echo 7; echo more >&2", 5), Command("hangs", $"(sleep 3; touch {marker}) & wait", 1)], Asker(), TimeProvider.System);

        await runner.BeforeAsync(_token);
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, _token);

        Assert.Equal(["The command answered '7'; expected == 7.", "No answer within 1 s (probeTimeout)."], runner.Statuses.Select(status => status.Description));
        Assert.False(File.Exists(marker), "the command's child went on after its time-out");
    }

    private static CommandProbe Command(string name, string text, int timeout) => new(name)
    {
        Mode = ProbeMode.SOT,
        Pace = Pace(timeout),
        Command = text,
        Output = new Comparator(ComparatorKind.Integer, "==", "7"),
    };

    private static ProbePace Pace(int timeout) => new() { Timeout = TimeSpan.FromSeconds(timeout), Interval = TimeSpan.Zero };

    private ProbeAsker Asker() => ProbeAsker.OfLab(_ => Task.FromResult<IReadOnlyList<Lab.Contracts.Control.ResourceInfo>>([]), _clients, Path.GetTempPath());
}
