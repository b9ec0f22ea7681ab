using Lab.Contracts.Control;
using Lab.Hosting.Dashboard.Grpc;

namespace Lab.Hosting.Tests.Dashboard;

/// <summary>The service that feeds the Resources and Console pages, asked over HTTP/2 by another hand. No dashboard is needed.</summary>
public sealed class ResourceServiceTests : IClassFixture<DashboardLab>
{
    private const int Succeeded = 1;
    private const int Failed = 2;

    private readonly DashboardLab _fixture;

    public ResourceServiceTests(DashboardLab fixture)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The dashboard is played by a shell script.");
        _fixture = fixture;
    }

    [Fact]
    public async Task Without_the_key_nothing_is_told()
    {
        using var stranger = _fixture.Client(key: "guess");

        var (answer, status, message) = await stranger.AskAsync("GetApplicationInformation", new ProtoWriter());

        Assert.Null(answer);
        Assert.Equal((16, "x-resource-service-api-key is missing or wrong."), (status, message));
    }

    [Fact]
    public async Task A_method_that_is_not_there_is_said_to_be_so()
    {
        using var client = _fixture.Client();

        var (_, status, message) = await client.AskAsync("UploadFile", new ProtoWriter());

        Assert.Equal((12, "There is no /aspire.v1.DashboardService/UploadFile."), (status, message));
    }

    [Fact]
    public async Task The_lab_has_a_name()
    {
        using var client = _fixture.Client();

        var (answer, status, _) = await client.AskAsync("GetApplicationInformation", new ProtoWriter());

        Assert.Equal((0, "Chaos lab"), (status, answer!.Text(1)));
    }

    [Fact]
    public async Task Every_replica_is_a_row_with_state_addresses_and_variables_and_without_secrets()
    {
        using var client = _fixture.Client();
        await using var stream = await client.WatchAsync("WatchResources", new ProtoWriter());

        var rows = (await DashboardClient.NextAsync(stream))!.Message(1).Messages(1);

        Assert.Equal(["redis", "echo-1", "echo-2"], rows.Select(row => row.Text(1)));
        var echo = rows[2];
        Assert.Equal(("Project", "echo", "Running"), (echo.Text(2), echo.Text(3), echo.Text(5)));
        Assert.True(echo.Has(6) && echo.Has(18), "created and started");
        Assert.Equal(_fixture.Lab.Replica("echo-2").Info.Endpoint!.ToString().TrimEnd('/'), echo.Messages(13)[0].Text(2));
        Assert.Equal("all of echo", echo.Messages(13)[1].Message(5).Text(2));
        var variables = echo.Messages(7).ToDictionary(variable => variable.Text(1), variable => variable.Text(2));
        Assert.Equal(("fast", "*****", "*****"), (variables["Echo__Mode"], variables["Echo__Password"], variables["OTEL_EXPORTER_OTLP_HEADERS"]));
        Assert.Equal("stop restart pause kill", string.Join(' ', echo.Messages(11).Select(command => command.Text(1))));
        Assert.Equal(("redis", "Reference"), (echo.Messages(20)[0].Text(1), echo.Messages(20)[0].Text(2)));
    }

    [Fact]
    public async Task A_click_pauses_a_replica_and_who_watches_sees_it_and_so_does_the_way_back()
    {
        using var client = _fixture.Client();
        await using var stream = await client.WatchAsync("WatchResources", new ProtoWriter());
        await DashboardClient.NextAsync(stream);

        Assert.Equal(Succeeded, (await ClickAsync(client, "pause", "echo-1")).Kind);

        Assert.Equal(ResourceState.Paused, _fixture.Lab.Replica("echo-1").Status.State);
        Assert.Equal("Paused", await StateAsync(stream, "echo-1"));
        Assert.Equal(Succeeded, (await ClickAsync(client, "resume", "echo-1")).Kind);
        Assert.Equal("Running", await StateAsync(stream, "echo-1"));
    }

    [Fact]
    public async Task A_click_that_cannot_be_carried_out_says_why()
    {
        using var client = _fixture.Client();

        Assert.Equal((Failed, "Unknown replica 'ecko-1'. Known: redis, echo-1, echo-2."), await ClickAsync(client, "pause", "ecko-1"));
        Assert.Equal((Failed, "Unknown action 'hunt'. Known: kill, pause, resume, stop, start, restart."), await ClickAsync(client, "hunt", "echo-1"));
    }

    [Fact]
    public async Task The_console_log_of_a_replica_comes_line_by_line_and_numbered()
    {
        using var client = _fixture.Client();
        await using var stream = await client.WatchAsync("WatchResourceConsoleLogs", new ProtoWriter().Text(1, "redis"));

        var lines = (await DashboardClient.NextAsync(stream))!.Messages(1);

        Assert.Equal(File.ReadLines(_fixture.Lab.Host.Place.LogFile("redis")).First(), lines[0].Text(1));
        Assert.Equal(1ul, lines[0].Number(3));
    }

    [Theory]
    [InlineData("../../secret")]
    [InlineData("nobody")]
    public async Task A_log_of_what_is_no_replica_is_empty(string name)
    {
        using var client = _fixture.Client();

        var (answer, status, _) = await client.AskAsync("WatchResourceConsoleLogs", new ProtoWriter().Text(1, name));

        Assert.Null(answer);
        Assert.Equal(0, status);
    }

    [Fact]
    public async Task A_call_that_is_no_message_is_refused()
    {
        using var client = _fixture.Client();

        var (_, status, message) = await client.AskAsync("WatchResources", new ProtoWriter().Text(1, new string('x', 70_000)));

        Assert.Equal(3, status);
        Assert.StartsWith("The message has 70004 bytes", message);
    }

    [Fact]
    public void Keys_go_by_the_environment_and_not_by_the_command_line()
    {
        var info = _fixture.Info;
        var arguments = _fixture.Arguments;

        Assert.Equal(
            $"dashboard run --nologo --non-interactive --frontend-url http://{info.Login!.Authority} "
            + $"--otlp-grpc-url {arguments.Split(' ')[7]} --otlp-http-url http://{info.Otlp!.Authority}",
            arguments);
        Assert.Equal($"?t={_fixture.Variable("DASHBOARD__FRONTEND__BROWSERTOKEN")}", info.Login.Query);
        Assert.Equal($"x-otlp-api-key={_fixture.Variable("DASHBOARD__OTLP__PRIMARYAPIKEY")}", info.OtlpHeaders);
        Assert.All(
            new[] { "DASHBOARD__FRONTEND__BROWSERTOKEN", "DASHBOARD__OTLP__PRIMARYAPIKEY", "DASHBOARD__RESOURCESERVICECLIENT__APIKEY" },
            name => Assert.DoesNotContain(_fixture.Variable(name)!, arguments));
    }

    [Fact]
    public async Task Services_are_told_to_send_their_telemetry_there()
    {
        using var echo = new HttpClient { BaseAddress = _fixture.Lab.Address("echo") };

        var endpoint = await echo.GetStringAsync(new Uri("/env/OTEL_EXPORTER_OTLP_ENDPOINT", UriKind.Relative), TestContext.Current.CancellationToken);
        var headers = await echo.GetStringAsync(new Uri("/env/OTEL_EXPORTER_OTLP_HEADERS", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((_fixture.Info.Otlp!.ToString().TrimEnd('/'), _fixture.Info.OtlpHeaders), (endpoint, headers));
    }

    private static async Task<(int Kind, string Message)> ClickAsync(DashboardClient client, string command, string replica)
    {
        var (answer, status, _) = await client.AskAsync("ExecuteResourceCommand", new ProtoWriter().Text(1, command).Text(2, replica).Text(3, "Project"));
        Assert.Equal(0, status);
        return ((int)answer!.Number(1), answer.Text(3));
    }

    // The last change of the row that comes; changes of others may lie between.
    private static async Task<string> StateAsync(Stream stream, string replica)
    {
        while (true)
        {
            var rows = (await DashboardClient.NextAsync(stream))!.Message(2).Messages(1).Select(change => change.Message(2));
            if (rows.LastOrDefault(row => row.Text(1) == replica) is { } row)
            {
                return row.Text(5);
            }
        }
    }
}
