using System.Net.Http.Json;
using Lab.Contracts.Control;

namespace Lab.Hosting.Tests.Control;

public sealed class EmbeddedControlApiTests(EmbeddedControlLab lab) : ControlApiContract<EmbeddedControlLab>(lab)
{
    private readonly EmbeddedControlLab _lab = lab;

    [Fact]
    public async Task The_run_file_says_where_the_api_is_and_only_its_owner_may_read_it()
    {
        var path = Directory.GetFiles(Path.Combine(_lab.Root, ".lab", "run")).Single();
        await using var stream = File.OpenRead(path);
        var run = await System.Text.Json.JsonSerializer.DeserializeAsync<RunFile>(
            stream, System.Text.Json.JsonSerializerOptions.Web, TestContext.Current.CancellationToken);

        Assert.Equal(_lab.Client.BaseAddress, run!.Url);
        Assert.Equal(Environment.ProcessId, run.Pid);
        Assert.Equal("embedded", run.Engine);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public async Task A_replica_keeps_its_own_address_over_a_kill()
    {
        var before = await EndpointAsync();

        using var killed = await _lab.Client.PostAsync("/v1/replicas/echo-1/kill", content: null, TestContext.Current.CancellationToken);

        Assert.Equal(before, await EndpointAsync());
        await Eventually.TrueAsync(async () => (await EchoAsync()).State is ResourceState.Running);
    }

    [Fact]
    public async Task A_body_without_variables_is_refused_with_an_example()
    {
        using var answer = await _lab.Client.PutAsJsonAsync("/v1/resources/echo/environment", new { }, TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Fact]
    public async Task A_job_that_was_stopped_stays_so_when_a_hold_ends()
    {
        await using var jobs = await TestLab.StartAsync(builder => builder.AddExecutable("load", "/bin/sleep", ".", "1000").WithExplicitStart());
        using var client = new HttpClient { BaseAddress = jobs.Host.Url, DefaultRequestHeaders = { Authorization = new("Bearer", jobs.Host.Token) } };
        await jobs.Replica("load").StartAsync(TestContext.Current.CancellationToken);
        using var held = await client.GetAsync(ControlRoutes.Hold, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        using var stopped = await client.PostAsync("/v1/replicas/load/stop", content: null, TestContext.Current.CancellationToken);
        using var ended = await client.DeleteAsync(ControlRoutes.Hold, TestContext.Current.CancellationToken);

        Assert.True(stopped.IsSuccessStatusCode && ended.IsSuccessStatusCode, $"{stopped.StatusCode}, {ended.StatusCode}");
        Assert.Equal(ResourceState.Finished, jobs.Replica("load").Status.State);
    }

    private async Task<Uri?> EndpointAsync() => (await EchoAsync()).Replicas[0].Endpoint;

    private async Task<ResourceInfo> EchoAsync() => (await _lab.Client.GetFromJsonAsync<ResourceInfo>(
        "/v1/resources/echo", System.Text.Json.JsonSerializerOptions.Web, TestContext.Current.CancellationToken))!;
}

/// <summary>The contract's topology on the embedded engine.</summary>
public sealed class EmbeddedControlLab : IControlLab, IAsyncLifetime
{
    private TestLab? _lab;

    public HttpClient Client { get; } = new();

    public string Root => _lab!.Root;

    public async ValueTask InitializeAsync()
    {
        _lab = await TestLab.StartAsync(builder =>
        {
            var redis = builder.AddLabRedis("redis");
            var postgres = builder.AddLabPostgres("postgres", database: "contract");
            builder.AddEcho("echo").WithReplicas(2).WithReference(redis).WithReference(postgres).WithEnvironment("Mode", "original");
            var link = builder.AddLink<Projects.Lab_Chaos>("redis-link", to: redis);
            builder.AddEcho("solo").WithReference(link).WaitFor(link).WithEnvironment("Odd-Name", "kept");
        });
        Client.BaseAddress = _lab.Host.Url;
        Client.DefaultRequestHeaders.Authorization = new("Bearer", _lab.Host.Token);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_lab is not null)
        {
            await _lab.DisposeAsync();
        }
    }
}
