using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lab.Chaos.Isolate.Stubs.Admin;
using Lab.Chaos.Targets;
using Lab.Contracts;

namespace Lab.Chaos.Isolate;

/// <summary>Speaks the admin API of a stub: ours, or a WireMock that somebody else runs.</summary>
internal sealed class StubClient : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;
    private readonly string _service;

    private StubClient(string service, Uri address)
    {
        // Without trace context: reconfiguring is no part of what is measured.
        var handler = new SocketsHttpHandler { ActivityHeadersPropagator = null, UseProxy = false };
        (_service, _http) = (service, new HttpClient(handler) { BaseAddress = address, Timeout = Limit });
    }

    /// <summary>Null when what answers there is no stub.</summary>
    /// <exception cref="LabException">Nothing answers there, or the target does not know the service.</exception>
    public static async Task<StubClient?> FindAsync(ITarget target, string service, CancellationToken cancellationToken)
    {
        var client = new StubClient(service, await target.AddressAsync(service, cancellationToken));
        using var response = await client.SendAsync(HttpMethod.Get, "/mappings", null, cancellationToken);
        if (response.StatusCode == HttpStatusCode.OK
            && Parse(await response.Content.ReadAsStringAsync(cancellationToken))?["mappings"] is JsonArray)
        {
            return client;
        }

        client.Dispose();
        return null;
    }

    /// <summary>All mappings as they are now, each with its <c>id</c>.</summary>
    public async Task<IReadOnlyList<JsonObject>> MappingsAsync(CancellationToken cancellationToken)
    {
        using var response = await SucceedAsync(HttpMethod.Get, "/mappings", null, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return [.. Parse(text)!["mappings"]!.AsArray().Select(mapping => mapping!.AsObject())];
    }

    /// <summary>Puts a mapping in the place of the one with its id.</summary>
    public async Task PutAsync(JsonObject mapping, CancellationToken cancellationToken) =>
        (await SucceedAsync(HttpMethod.Put, $"/mappings/{mapping["id"]}", mapping.ToJsonString(), cancellationToken)).Dispose();

    /// <summary>Goes back to the mappings of its files.</summary>
    public async Task ResetAsync(CancellationToken cancellationToken) =>
        (await SucceedAsync(HttpMethod.Post, "/mappings/reset", null, cancellationToken)).Dispose();

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SucceedAsync(HttpMethod method, string path, string? body, CancellationToken cancellationToken)
    {
        var response = await SendAsync(method, path, body, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        response.Dispose();
        throw new LabException($"The stub '{_service}' refused {method} {StubAdmin.Root}{path} ({(int)response.StatusCode}): {text}");
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, StubAdmin.Root + path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        try
        {
            return await _http.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            throw new LabException($"'{_service}' does not answer at {_http.BaseAddress}: {failure.Message} Is it running?", failure);
        }
        catch (TaskCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LabException($"'{_service}' at {_http.BaseAddress} did not answer {StubAdmin.Root}{path} within {Limit.TotalSeconds:0} s.", failure);
        }
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
