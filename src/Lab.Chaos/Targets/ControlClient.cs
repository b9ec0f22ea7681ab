using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Lab.Contracts;
using Lab.Contracts.Control;

namespace Lab.Chaos.Targets;

/// <summary>Speaks the control API of a running lab (<see cref="ControlRoutes"/>); the same for every engine.</summary>
internal sealed class ControlClient : IFaultControl, IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly HttpClient _http;
    private readonly string _logs;
    private readonly SharedHold _holds;

    public ControlClient(RunFile run)
    {
        _logs = Path.Combine(run.Folder, "logs");

        // Without trace context: it asks every few milliseconds whether all is healthy, and these calls would be most of a trace.
        var handler = new SocketsHttpHandler { ActivityHeadersPropagator = null };

        // A change of environment answers only when the replicas are healthy again; the host bounds that wait, not this client.
        _http = new HttpClient(handler) { BaseAddress = run.Url, Timeout = TimeSpan.FromMinutes(2) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", run.Token);
        _holds = new SharedHold(_http);
    }

    public async Task<IReadOnlyList<ResourceInfo>> ResourcesAsync(CancellationToken cancellationToken) =>
        await SendAsync<List<ResourceInfo>>(HttpMethod.Get, ControlRoutes.Resources, null, cancellationToken);

    public async Task<ResourceInfo> ResourceAsync(string name, CancellationToken cancellationToken) =>
        await SendAsync<ResourceInfo>(HttpMethod.Get, Fill(ControlRoutes.Resource, name), null, cancellationToken);

    public async Task<string> ConnectionStringAsync(string name, CancellationToken cancellationToken) =>
        (await SendAsync<ConnectionStringInfo>(
            HttpMethod.Get, Fill(ControlRoutes.ConnectionString, name), null, cancellationToken)).ConnectionString;

    public Task SetEnvironmentAsync(
        string name, IReadOnlyDictionary<string, string?> variables, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, Fill(ControlRoutes.Environment, name), new EnvironmentChange(variables), cancellationToken);

    /// <param name="replica">Replica id, for example <c>inventory-2</c>.</param>
    /// <param name="action">One of the actions of <see cref="ControlRoutes.ReplicaAction"/>.</param>
    /// <param name="cancellationToken">Ends the wait, not the action.</param>
    public Task ActAsync(string replica, string action, CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Post,
            FillReplica(ControlRoutes.ReplicaAction, replica).Replace("{action}", action),
            null,
            cancellationToken);

    public Task<BoostAnswer> BoostAsync(string name, TimeSpan most, CancellationToken cancellationToken) => SendAsync<BoostAnswer>(
        HttpMethod.Put, Fill(ControlRoutes.Boost, name), new BoostWish((int)most.TotalMilliseconds), cancellationToken);

    public Task EndBoostAsync(string name, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, Fill(ControlRoutes.Boost, name), null, cancellationToken);

    public Task<IAsyncDisposable> HoldAsync(CancellationToken cancellationToken) => _holds.JoinAsync(cancellationToken);

    public Task PutToxicAsync(string link, string name, ToxicWish wish, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, FillToxic(link, name), wish, cancellationToken);

    public async Task<IReadOnlyList<ToxicInfo>> ToxicsAsync(string link, CancellationToken cancellationToken) =>
        await SendAsync<List<ToxicInfo>>(HttpMethod.Get, Fill(ControlRoutes.Toxics, link), null, cancellationToken);

    public Task RemoveToxicAsync(string link, string name, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, FillToxic(link, name), null, cancellationToken);

    public Task<StressAnswer> StressAsync(string? replica, StressWish wish, CancellationToken cancellationToken) =>
        SendAsync<StressAnswer>(HttpMethod.Put, StressRoute(replica), wish, cancellationToken);

    public Task EndStressAsync(string? replica, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, StressRoute(replica), null, cancellationToken);

    public Task LimitAsync(string replica, string? cpu, string? memory, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, FillReplica(ControlRoutes.Limits, replica), new LimitsChange(cpu, memory), cancellationToken);

    public Task<LimitUsage> LimitUsageAsync(string replica, CancellationToken cancellationToken) =>
        SendAsync<LimitUsage>(HttpMethod.Get, FillReplica(ControlRoutes.LimitUsage, replica), null, cancellationToken);

    public Task<DashboardInfo> DashboardAsync(CancellationToken cancellationToken) =>
        SendAsync<DashboardInfo>(HttpMethod.Get, ControlRoutes.Dashboard, null, cancellationToken);

    public Task ShutdownAsync(CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, ControlRoutes.Shutdown, null, cancellationToken);

    public void Dispose()
    {
        _holds.Dispose();
        _http.Dispose();
    }

    private static string Fill(string route, string name) => route.Replace("{name}", Uri.EscapeDataString(name));

    private static string FillReplica(string route, string id) => route.Replace("{id}", Uri.EscapeDataString(id));

    private static string FillToxic(string link, string toxic) =>
        Fill(ControlRoutes.Toxic, link).Replace("{toxic}", Uri.EscapeDataString(toxic));

    private static string StressRoute(string? replica) =>
        replica is null ? ControlRoutes.MachineStress : FillReplica(ControlRoutes.Stress, replica);

    private async Task<T> SendAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var response = await ExchangeAsync(method, path, body, cancellationToken);
        return await response.Content.ReadFromJsonAsync<T>(Json, cancellationToken)
            ?? throw new LabException($"The lab's control API answered {method} {path} with an empty body. Restart the lab.");
    }

    private async Task SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken) =>
        (await ExchangeAsync(method, path, body, cancellationToken)).Dispose();

    private async Task<HttpResponseMessage> ExchangeAsync(
        HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = JsonContent.Create(body, body.GetType(), options: Json);
        }

        var response = await SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        response.Dispose();
        throw new LabException($"The lab refused {method} {path} ({(int)response.StatusCode}): {Detail(text)}");
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            throw new LabException(
                $"The host of the system no longer answers at {_http.BaseAddress}: it was ended from outside, or crashed. See {_logs}.",
                failure);
        }
    }

    // {"title":"…","detail":"No replica 'inventory-9'. Known: inventory-1, …","status":404}
    private static string Detail(string text)
    {
        try
        {
            using var problem = JsonDocument.Parse(text);
            return problem.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() ?? text : text;
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
