using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Lab.Contracts.Control;
using Lab.Control.Processes;

namespace Lab.Hosting.Tests.Control;

/// <summary>A running lab with the topology that the contract needs: <c>redis</c>, <c>postgres</c>, <c>echo</c> ×2
/// with <c>Mode=original</c>, <c>redis-link</c>, <c>solo</c> behind it with <c>Odd-Name=kept</c>.</summary>
public interface IControlLab
{
    /// <summary>Client of the control API, token included.</summary>
    HttpClient Client { get; }
}

/// <summary>What every engine's control API must do; inherited once per engine.</summary>
public abstract partial class ControlApiContract<TLab>(TLab lab) : IClassFixture<TLab>
    where TLab : class, IControlLab
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_topology_is_listed_in_dependency_order_with_replicas_and_references()
    {
        var resources = await lab.Client.GetFromJsonAsync<ResourceInfo[]>(ControlRoutes.Resources, Format, Cancelled);

        var named = resources!.ToDictionary(r => r.Name);
        Assert.Equal(["redis", "postgres", "echo", "redis-link", "solo"], resources!.Select(r => r.Name));
        Assert.Equal(["redis", "postgres", "project", "link", "project"], resources!.Select(r => r.Kind));
        Assert.Equal(["redis", "postgres"], named["echo"].References);
        Assert.Equal(["redis"], named["redis-link"].References);
        Assert.Equal(["redis-link"], named["solo"].References);
        Assert.Equal(["echo-1", "echo-2"], named["echo"].Replicas.Select(r => r.Id));
        Assert.Equal(["solo"], named["solo"].Replicas.Select(r => r.Id));
        Assert.All(resources!, r => Assert.Equal(ResourceState.Running, r.State));
    }

    [Fact]
    public async Task Without_the_token_nothing_is_told()
    {
        using var stranger = new HttpClient { BaseAddress = lab.Client.BaseAddress };
        using var guesser = new HttpClient { BaseAddress = lab.Client.BaseAddress };
        guesser.DefaultRequestHeaders.Authorization = new("Bearer", "guess");

        using var withoutToken = await stranger.GetAsync(ControlRoutes.Resources, Cancelled);
        using var wrongToken = await guesser.GetAsync(ControlRoutes.Resources, Cancelled);

        Assert.Equal(HttpStatusCode.Unauthorized, withoutToken.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, wrongToken.StatusCode);
    }

    [Fact]
    public async Task Killed_a_replica_comes_back_as_a_new_process_at_its_old_address()
    {
        var (resource, before) = (await ResourceAsync("echo"), await ReplicaAsync("echo-1"));

        await ActAsync("echo-1", "kill");
        var after = await UntilAsync("echo-1", r => r.State is ResourceState.Running);

        // The address that clients use. A replica's own may change, as a pod's does: DCP gives it a new port.
        Assert.NotEqual(before.Pid, after.Pid);
        Assert.Equal(resource.Endpoints["http"], (await ResourceAsync("echo")).Endpoints["http"]);
        Assert.Equal(before.Restarts + 1, after.Restarts);
    }

    [Fact]
    public async Task Kill_answers_when_the_process_is_gone()
    {
        var pid = (await ReplicaAsync("echo-2")).Pid!.Value;

        await ActAsync("echo-2", "kill");

        // Under Aspire its parent is a wrapper, which may collect it later: it holds nothing any more.
        Assert.False(ProcFiles.IsAlive(pid), "the killed process still runs");
        await UntilAsync("echo-2", r => r.State is ResourceState.Running);
    }

    [Fact]
    public async Task Killed_a_replica_breaks_its_connections_and_its_own_port_refuses_until_a_successor_listens()
    {
        var before = await ReplicaAsync("echo-1");
        using var open = await ConnectAsync(before.Endpoint!);

        await ActAsync("echo-1", "kill");
        using var next = await TryConnectAsync(before.Endpoint!);

        Assert.True(await IsBrokenAsync(open), "the connection to the killed process still stands");
        Assert.True(next is null || (await ReplicaAsync("echo-1")).Pid is { } pid && pid != before.Pid, "the killed process still listens");
        await UntilAsync("echo-1", r => r.State is ResourceState.Running);
    }

    [Fact]
    public async Task A_single_replica_is_reached_at_the_same_address_after_a_kill()
    {
        var address = (await ResourceAsync("solo")).Endpoints["http"];

        await ActAsync("solo", "kill");
        var after = await UntilAsync("solo", r => r.State is ResourceState.Running);

        using var client = new HttpClient();
        Assert.Equal($"{after.Pid}", await client.GetStringAsync(new Uri(address, "/pid"), Cancelled));
    }

    [Fact]
    public async Task Paused_a_replica_is_silent_and_resumed_it_answers()
    {
        var replica = await ReplicaAsync("echo-1");
        using var client = new HttpClient();

        Assert.Equal(ResourceState.Paused, (await ActAsync("echo-1", "pause")).State);
        var call = client.GetStringAsync(new Uri(replica.Endpoint!, "/pid"), Cancelled);
        Assert.Equal('T', ProcessState(replica.Pid!.Value));
        Assert.False(call.IsCompleted);
        await ActAsync("echo-1", "resume");

        Assert.Equal($"{replica.Pid}", await call);
        await UntilAsync("echo-1", r => r.State is ResourceState.Running);
    }

    [Fact]
    public async Task Stopped_a_replica_stays_down_until_it_is_started()
    {
        Assert.Equal(ResourceState.Stopped, (await ActAsync("echo-2", "stop")).State);
        Assert.Null((await ReplicaAsync("echo-2")).Pid);

        Assert.Equal(ResourceState.Running, (await ActAsync("echo-2", "start")).State);
    }

    [Fact]
    public async Task A_restart_on_request_is_no_crash()
    {
        var before = await ReplicaAsync("echo-2");

        var after = await ActAsync("echo-2", "restart");

        Assert.NotEqual(before.Pid, after.Pid);
        Assert.Equal(before.Restarts, after.Restarts);
    }

    [Fact]
    public async Task A_variable_holds_for_every_replica_once_the_call_is_answered_and_null_takes_it_back()
    {
        await OverrideAsync("Mode", "other");
        Assert.Equal(["other", "other"], await VariablesAsync("Mode"));

        await ActAsync("echo-1", "restart");
        Assert.Equal(["other", "other"], await VariablesAsync("Mode"));

        await OverrideAsync("Mode", value: null);
        Assert.Equal(["original", "original"], await VariablesAsync("Mode"));
    }

    [Theory]
    [InlineData("redis")]
    [InlineData("postgres")]
    public async Task A_killed_server_comes_back_on_its_port(string name)
    {
        var before = await ReplicaAsync(name);
        var connectionString = await ConnectionStringAsync(name);

        await ActAsync(name, "kill");
        var after = await UntilAsync(name, r => r.State is ResourceState.Running);

        Assert.NotEqual(before.Pid, after.Pid);
        Assert.Equal(connectionString, await ConnectionStringAsync(name));
        Assert.Equal(before.Endpoint, after.Endpoint);
    }

    [Fact]
    public async Task A_killed_PostgreSQL_keeps_what_was_committed()
    {
        var connectionString = await ConnectionStringAsync("postgres") + ";Pooling=false";
        await ExecuteAsync(connectionString, "create table if not exists kept(id int); insert into kept values (7)");

        await ActAsync("postgres", "kill");
        await UntilAsync("postgres", r => r.State is ResourceState.Running);

        Assert.Equal(7, await ExecuteAsync(connectionString, "select id from kept limit 1"));
    }

    [Fact]
    public async Task A_paused_PostgreSQL_does_not_answer_on_open_connections_either()
    {
        await using var connection = new Npgsql.NpgsqlConnection(await ConnectionStringAsync("postgres") + ";Pooling=false");
        await connection.OpenAsync(Cancelled);
        await ActAsync("postgres", "pause");
        await using var command = new Npgsql.NpgsqlCommand("select pg_backend_pid()", connection);
        var query = command.ExecuteScalarAsync(Cancelled);

        Assert.Equal('T', ProcessState(connection.ProcessID));
        await ActAsync("postgres", "resume");

        Assert.Equal(connection.ProcessID, await query);
    }

    [Fact]
    public async Task A_limit_is_in_force_when_the_call_is_answered_and_null_lifts_it()
    {
        using var limited = await lab.Client.PutAsJsonAsync("/v1/replicas/solo/limits", new LimitsChange("250m", null), Format, Cancelled);
        if (limited.StatusCode is HttpStatusCode.Conflict)
        {
            Assert.Skip("this user may not make control groups");
        }

        // .NET counts its processors at start, so this tells whether it was started inside.
        Assert.Equal("1", await AskSoloAsync("/processors"));
        Assert.Contains("/lab-", await File.ReadAllTextAsync($"/proc/{(await ReplicaAsync("solo")).Pid}/cgroup", Cancelled), StringComparison.Ordinal);

        // Shells drop variables with such names on the way in.
        Assert.Equal("kept", await AskSoloAsync("/env/Odd-Name"));

        using var lifted = await lab.Client.PutAsJsonAsync("/v1/replicas/solo/limits", new LimitsChange(null, null), Format, Cancelled);
        lifted.EnsureSuccessStatusCode();
        Assert.Equal($"{Environment.ProcessorCount}", await AskSoloAsync("/processors"));
    }

    [Theory]
    [InlineData("GET", "/v1/resources/ecko", "Unknown resource 'ecko'. Known: redis, postgres, echo, redis-link, solo.")]
    [InlineData("POST", "/v1/replicas/echo/kill", "Unknown replica 'echo'. Known: redis, postgres, echo-1, echo-2, redis-link, solo.")]
    [InlineData("POST", "/v1/replicas/echo-1/murder", "Unknown action 'murder'. Known: kill, pause, resume, stop, start, restart.")]
    public async Task An_unknown_name_is_answered_with_those_that_exist(string method, string path, string detail)
    {
        using var answer = await lab.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Cancelled);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(detail, await DetailAsync(answer));
    }

    [Fact]
    public async Task What_is_down_cannot_be_paused_and_the_answer_says_what_to_do()
    {
        await ActAsync("solo", "stop");
        using var answer = await lab.Client.PostAsync("/v1/replicas/solo/pause", content: null, Cancelled);
        await ActAsync("solo", "start");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(
            "Cannot pause 'solo': it is Stopped and has no process. Start it first: POST /v1/replicas/solo/start",
            await DetailAsync(answer));
    }

    [Fact]
    public async Task A_quantity_that_is_none_changes_nothing()
    {
        var before = await ReplicaAsync("solo");

        using var answer = await lab.Client.PutAsJsonAsync("/v1/replicas/solo/limits", new LimitsChange("lots", null), Format, Cancelled);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(before.Pid, (await ReplicaAsync("solo")).Pid);
    }
}
