using System.Text.Json;
using Lab.Services.Catalog;
using Microsoft.AspNetCore.Builder;

namespace Lab.Services.Tests.Support;

/// <summary>Two replicas of the catalogue in this process, on real sockets over a real Redis; search is the test's to hold.</summary>
internal sealed class Shelf : IAsyncDisposable
{
    private readonly List<WebApplication> _apps = [];
    private readonly List<HttpClient> _clients = [];

    private Shelf(PaymentsDouble search) => Search = search;

    /// <summary>Takes the place of the search index.</summary>
    public PaymentsDouble Search { get; }

    public IReadOnlyList<HttpClient> Replicas => _clients;

    public IServiceProvider Services(int replica) => _apps[replica - 1].Services;

    public static async Task<Shelf> OpenAsync(Stores stores, string strategy, params string[] settings)
    {
        var shelf = new Shelf(await PaymentsDouble.StartAsync());
        for (var i = 1; i <= 2; i++)
        {
            var app = CatalogHost.Create([.. Settings(stores, shelf.Search.Address, $"catalog-{i}"), $"--Catalog:Strategy={strategy}", .. settings]);
            shelf._apps.Add(app);
            await app.StartAsync();
            shelf._clients.Add(new HttpClient { BaseAddress = new Uri(app.Urls.Single()) });
        }

        return shelf;
    }

    /// <summary>Everything a replica needs to start, as command line.</summary>
    public static string[] Settings(Stores stores, string search, string replica) =>
    [
        "--urls=http://127.0.0.1:0",
        $"--OTEL_RESOURCE_ATTRIBUTES=service.instance.id={replica}",
        "--Logging:LogLevel:Default=None",
        "--Logging:LogLevel:Microsoft=None",
        "--Logging:LogLevel:Microsoft.Hosting.Lifetime=None",
        "--Logging:LogLevel:System=None",
        "--TracePoints:Enabled=true",
        $"--services:search:http:0={search}",
        $"--ConnectionStrings:redis={stores.Redis.Nodes[0].ConnectionString}",
    ];

    /// <summary>A fresh product of update <c>u0</c> that a reader has seen, so that all entries are there.</summary>
    public async Task<string> ProductAsync()
    {
        var id = $"product-{Guid.NewGuid():N}";
        Assert.Equal(200, (await UpdateAsync(id, "u0")).Status);
        await ReadAsync(id);
        return id;
    }

    public async Task<(int Status, JsonElement Body)> UpdateAsync(string id, string updateId, int replica = 1)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"products/{id}") { Content = Json.Body("""{"name":"Lamp","cents":1250}""") };
        request.Headers.Add("Idempotency-Key", updateId);
        using var reply = await Replicas[replica - 1].SendAsync(request);
        return ((int)reply.StatusCode, await Json.ReadAsync(reply));
    }

    /// <summary>The update ids that a page combines: product, listing, price.</summary>
    public async Task<string> ReadAsync(string id, int replica = 1)
    {
        using var reply = await Replicas[replica - 1].GetAsync($"products/{id}");
        var page = await Json.ReadAsync(reply);
        return reply.IsSuccessStatusCode
            ? $"{page.GetProperty("updateId")} {page.GetProperty("listing").GetProperty("updateId")} {page.GetProperty("price").GetProperty("updateId")}"
            : $"{(int)reply.StatusCode} {page.GetProperty("code")}";
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }

        foreach (var app in _apps)
        {
            await app.DisposeAsync();
        }

        await Search.DisposeAsync();
    }
}
