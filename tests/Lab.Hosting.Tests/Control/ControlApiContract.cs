using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
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

    [Fact]
    public async Task Boosted_a_resource_is_scheduled_first_until_that_is_ended()
    {
        var pid = (await ReplicaAsync("solo")).Pid!.Value;
        var before = Niceness(pid);

        await BoostAsync("solo", 20_000);
        var boosted = Niceness(pid);
        using var ended = await lab.Client.DeleteAsync("/v1/resources/solo/boost", Cancelled);

        Assert.All(boosted, nice => Assert.Equal(-15, nice));
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.All(Niceness(pid), nice => Assert.Equal(before[0], nice));
    }

    [Fact]
    public async Task A_boost_ends_by_itself()
    {
        var pid = (await ReplicaAsync("solo")).Pid!.Value;

        await BoostAsync("solo", 1);

        await Eventually.TrueAsync(() => Task.FromResult(Niceness(pid)[0] == 0));
    }

    [Fact]
    public async Task A_boost_of_a_process_that_was_killed_ends_without_harm_to_its_successor()
    {
        await BoostAsync("solo", 20_000);
        await ActAsync("solo", "kill");
        var successor = await UntilAsync("solo", r => r.State is ResourceState.Running);

        using var ended = await lab.Client.DeleteAsync("/v1/resources/solo/boost", Cancelled);

        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.All(Niceness(successor.Pid!.Value), nice => Assert.Equal(0, nice));
    }

    [Fact]
    public async Task A_boost_for_no_time_is_refused_with_the_range()
    {
        using var answer = await lab.Client.PutAsJsonAsync("/v1/resources/solo/boost", new BoostWish(0), Format, Cancelled);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("'milliseconds' is 0; it must be 1 to 60000. Example: { \"milliseconds\": 1000 }.", await DetailAsync(answer));
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

    [Fact]
    public async Task Behind_a_link_a_service_finds_the_target_under_its_own_name_at_the_links_address()
    {
        var link = (await ResourceAsync("redis-link")).Endpoints["tcp"];

        Assert.Equal($"127.0.0.1:{link.Port}", await AskSoloAsync("/env/ConnectionStrings__redis"));
        Assert.NotEqual($"127.0.0.1:{link.Port}", await ConnectionStringAsync("redis"));
        Assert.Equal($"127.0.0.1:{link.Port}", await ConnectionStringAsync("redis-link"));
    }

    [Fact]
    public async Task A_toxic_is_put_on_a_link_listed_and_taken_off()
    {
        var wish = new ToxicWish { Kind = ToxicKind.Partition, Milliseconds = 600_000 };
        var address = (await ResourceAsync("redis-link")).Endpoints["tcp"];
        Assert.Equal("+PONG", await PingAsync(address));

        using var put = await lab.Client.PutAsJsonAsync("/v1/links/redis-link/toxics/cut", wish, Format, Cancelled);
        var silent = PingAsync(address);
        var listed = await lab.Client.GetFromJsonAsync<ToxicInfo[]>("/v1/links/redis-link/toxics", Format, Cancelled);
        Assert.False(silent.IsCompleted);
        using var removed = await lab.Client.DeleteAsync("/v1/links/redis-link/toxics/cut", Cancelled);

        Assert.Equal("+PONG", await silent);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NoContent), (put.StatusCode, removed.StatusCode));
        Assert.Equal(("cut", ToxicKind.Partition), (Assert.Single(listed!).Name, listed![0].Wish.Kind));
    }

    [Fact]
    public async Task All_toxics_of_a_link_are_taken_off_at_once()
    {
        foreach (var name in (string[])["one", "two"])
        {
            using var put = await lab.Client.PutAsJsonAsync(
                $"/v1/links/redis-link/toxics/{name}", new ToxicWish { Kind = ToxicKind.Latency, DelayMilliseconds = 1, Milliseconds = 600_000 }, Format, Cancelled);
            Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        }

        using var removed = await lab.Client.DeleteAsync("/v1/links/redis-link/toxics", Cancelled);

        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Empty((await lab.Client.GetFromJsonAsync<ToxicInfo[]>("/v1/links/redis-link/toxics", Format, Cancelled))!);
    }

    [Fact]
    public async Task A_toxic_that_makes_no_sense_is_refused_with_every_mend()
    {
        using var answer = await lab.Client.PutAsJsonAsync(
            "/v1/links/redis-link/toxics/odd", new { kind = "Latency", loss = 0.5, milliseconds = 0 }, Format, Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(
            "A toxic of kind Latency needs 'delayMilliseconds'. Example: { \"kind\": \"Latency\", \"delayMilliseconds\": 100, \"milliseconds\": 30000 } "
            + "A toxic of kind Latency does not read 'loss'. Leave it out; it reads delayMilliseconds, jitterMilliseconds, p99Milliseconds, correlation. "
            + "'milliseconds' is 0; it must be 1 to 3600000 (how long the toxic stays).",
            await DetailAsync(answer));
    }

    [Fact]
    public async Task Toxics_act_on_links_only()
    {
        using var answer = await lab.Client.GetAsync("/v1/links/redis/toxics", Cancelled);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("'redis' is no link but a redis; toxics act on links only. Links of this lab: redis-link.", await DetailAsync(answer));
    }

    [Fact]
    public async Task A_links_own_admin_endpoint_answers_the_host_only()
    {
        using var stranger = new HttpClient { BaseAddress = (await ResourceAsync("redis-link")).Endpoints["admin"] };

        using var refused = await stranger.GetAsync("/toxics", Cancelled);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    private static async Task<string> PingAsync(Uri address)
    {
        using var socket = await ConnectAsync(address);
        await socket.SendAsync("PING\r\n"u8.ToArray(), Cancelled);
        var answer = new byte[7];
        for (var got = 0; got < answer.Length;)
        {
            got += await socket.ReceiveAsync(answer.AsMemory(got), Cancelled);
        }

        return System.Text.Encoding.ASCII.GetString(answer).TrimEnd();
    }

    private static async Task<Socket> ConnectAsync(Uri address) => await TryConnectAsync(address) ?? throw new InvalidOperationException($"{address} refuses.");

    private static async Task<Socket?> TryConnectAsync(Uri address)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, address.Port, Cancelled);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    private static async Task<bool> IsBrokenAsync(Socket socket)
    {
        try
        {
            return await socket.ReceiveAsync(new byte[1], Cancelled) == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    // Field 19 of each thread's stat; counted from the state, which is field 3.
    private static int[] Niceness(int pid) =>
    [
        .. Directory.EnumerateDirectories($"/proc/{pid}/task").Select(thread => int.Parse(
            File.ReadAllText($"{thread}/stat").Split(") ")[^1].Split(' ')[16], System.Globalization.CultureInfo.InvariantCulture)),
    ];

    private async Task BoostAsync(string name, int milliseconds)
    {
        using var answer = await lab.Client.PutAsJsonAsync($"/v1/resources/{name}/boost", new BoostWish(milliseconds), Format, Cancelled);
        answer.EnsureSuccessStatusCode();
        var boost = await answer.Content.ReadFromJsonAsync<BoostAnswer>(Format, Cancelled);
        if (boost!.Processes == 0 && !Environment.IsPrivilegedProcess)
        {
            Assert.Skip("this user may not put processes first");
        }

        Assert.Equal(new BoostAnswer(1, null), boost);
    }

    private static char ProcessState(int pid) => File.ReadAllText($"/proc/{pid}/stat").Split(") ")[^1][0];

    private static async Task<string?> DetailAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("detail").GetString();

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new Npgsql.NpgsqlConnection(connectionString);
        await connection.OpenAsync(Cancelled);
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancelled);
    }

    private async Task<ReplicaInfo> ActAsync(string id, string action)
    {
        using var answer = await lab.Client.PostAsync($"/v1/replicas/{id}/{action}", content: null, Cancelled);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancelled));
        return (await answer.Content.ReadFromJsonAsync<ReplicaInfo>(Format, Cancelled))!;
    }

    private async Task<ResourceInfo> ResourceAsync(string name) =>
        (await lab.Client.GetFromJsonAsync<ResourceInfo>($"/v1/resources/{name}", Format, Cancelled))!;

    private async Task<ReplicaInfo> ReplicaAsync(string id) =>
        (await lab.Client.GetFromJsonAsync<ResourceInfo[]>(ControlRoutes.Resources, Format, Cancelled))!
            .SelectMany(r => r.Replicas).Single(r => r.Id == id);

    private async Task<ReplicaInfo> UntilAsync(string id, Func<ReplicaInfo, bool> condition)
    {
        await Eventually.TrueAsync(async () => condition(await ReplicaAsync(id)));
        return await ReplicaAsync(id);
    }

    private async Task<string> ConnectionStringAsync(string name) =>
        (await lab.Client.GetFromJsonAsync<ConnectionStringInfo>($"/v1/resources/{name}/connection-string", Format, Cancelled))!.ConnectionString;

    private async Task OverrideAsync(string name, string? value)
    {
        var change = new EnvironmentChange(new Dictionary<string, string?> { [name] = value });
        using var answer = await lab.Client.PutAsJsonAsync("/v1/resources/echo/environment", change, Format, Cancelled);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private async Task<string[]> VariablesAsync(string name)
    {
        using var client = new HttpClient();
        var replicas = (await ResourceAsync("echo")).Replicas;
        return await Task.WhenAll(replicas.Select(r => client.GetStringAsync(new Uri(r.Endpoint!, $"/env/{name}"), Cancelled)));
    }

    private async Task<string> AskSoloAsync(string path)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(new Uri((await ResourceAsync("solo")).Endpoints["http"], path), Cancelled);
    }
}
