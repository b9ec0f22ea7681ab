namespace Lab.Hosting.Tests.Running;

/// <summary>What a service finds in its environment: the names that Aspire uses.</summary>
public sealed class EnvironmentTests
{
    [Fact]
    public async Task References_are_found_under_the_names_that_Aspire_uses()
    {
        await using var lab = await TestLab.StartAsync(builder =>
        {
            var redis = builder.AddLabRedis("redis-2");
            var stock = builder.AddEcho("stock-api").WithReplicas(2);
            builder.AddEcho("shop")
                .WithReference(redis)
                .WithReference(stock)
                .WithEnvironment("Stock__Url", stock.GetEndpoint("http"))
                .WithEnvironment("Shop__Mode", "fast");
        });
        using var shop = new HttpClient { BaseAddress = lab.Address("shop") };
        var stockUrl = lab.Address("stock-api").ToString().TrimEnd('/');

        Assert.Equal(lab.Host.Topology.Find("redis-2")!.Plan.ConnectionString, await Variable(shop, "ConnectionStrings__redis-2"));
        Assert.Equal(stockUrl, await Variable(shop, "services__stock-api__http__0"));
        Assert.Equal(stockUrl, await Variable(shop, "STOCK_API_HTTP"));
        Assert.Equal(stockUrl, await Variable(shop, "Stock__Url"));
        Assert.Equal("fast", await Variable(shop, "Shop__Mode"));
        Assert.Equal("shop", await Variable(shop, "OTEL_SERVICE_NAME"));
        Assert.Equal("lab.replica=shop", await Variable(shop, "OTEL_RESOURCE_ATTRIBUTES"));
        Assert.Equal(lab.Host.Place.RunId, await Variable(shop, "LAB_CHILD_OF"));
    }

    [Fact]
    public async Task Each_replica_knows_its_own_id_and_address()
    {
        await using var lab = await TestLab.StartAsync(builder => builder.AddEcho("echo").WithReplicas(2));

        foreach (var replica in lab.Host.Topology.Find("echo")!.Replicas)
        {
            using var client = new HttpClient { BaseAddress = replica.Info.Endpoint };
            Assert.Equal(replica.Id, await Variable(client, "LAB_REPLICA"));

            // What the Aspire dashboard makes of it, `{service.name}-{service.instance.id}`, is the name of the row.
            Assert.Equal($"service.instance.id={replica.Id["echo-".Length..]},lab.replica={replica.Id}", await Variable(client, "OTEL_RESOURCE_ATTRIBUTES"));
            Assert.Equal(replica.Info.Endpoint!.ToString().TrimEnd('/'), await Variable(client, "ASPNETCORE_URLS"));
        }
    }

    [Fact]
    public async Task Variables_start_a_replica_again_only_when_they_change_something()
    {
        await using var lab = await TestLab.StartAsync(builder => builder.AddEcho("echo").WithEnvironment("Mode", "fast"));
        var echo = lab.Host.Topology.Find("echo")!;
        var first = lab.Replica("echo").Status.Pid;

        await echo.OverrideAsync(new Dictionary<string, string?> { ["Mode"] = "fast" }, TestContext.Current.CancellationToken);
        var same = lab.Replica("echo").Status.Pid;
        await echo.OverrideAsync(new Dictionary<string, string?> { ["Mode"] = "slow" }, TestContext.Current.CancellationToken);
        var changed = lab.Replica("echo").Status.Pid;

        Assert.Equal(first, same);
        Assert.NotEqual(first, changed);
    }

    private static Task<string> Variable(HttpClient client, string name) =>
        client.GetStringAsync(new Uri($"/env/{name}", UriKind.Relative), TestContext.Current.CancellationToken);
}
