using Lab.ServiceDefaults;
using Lab.ServiceDefaults.Discovery;
using Lab.Services.Api;
using Lab.Services.Inventory.Api;
using Lab.Services.Inventory.Cache;
using Lab.Services.Inventory.Payments;
using Lab.Services.Inventory.Storage;
using Lab.Services.Inventory.Strategies;
using Lab.Services.Redis;
using Lab.Services.Replicas;
using Lab.Services.TracePoints;
using Microsoft.Extensions.Options;

namespace Lab.Services.Inventory;

/// <summary>Puts the service together; tests start it in their own process by the same call.</summary>
internal static class InventoryHost
{
    private static readonly string[] DefaultLeaseNodes = ["redis", "redis-2", "redis-3"];

    /// <param name="args">Command line, which overrides the environment.</param>
    public static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.AddServiceDefaults();
        builder.AddApiDefaults(InventoryJson.Default);
        builder.Services.AddOpenApi();
        builder.Services.AddSingleton(Replica.From(builder.Configuration, fallback: "inventory"));
        AddOptions(builder.Services);
        AddStores(builder);
        AddSelling(builder.Services);

        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => app.Services.GetRequiredService<RedisNodes>().Warm());
        app.UseReplicaStamp(app.Services.GetRequiredService<Replica>());
        app.UseApiDefaults();
        app.MapDefaultEndpoints();
        app.MapOpenApi();
        app.MapEvents();
        app.MapReservations();
        app.MapTracePoints(app.Configuration);
        return app;
    }

    private static void AddOptions(IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<InventoryOptions>, InventoryOptionsValidator>();
        services.AddOptionsWithValidateOnStart<InventoryOptions>()
            .BindConfiguration(InventoryOptions.Section)
            .PostConfigure(options =>
            {
                // Not the property's own default: what is configured would be appended to it.
                options.LeaseNodes = options.LeaseNodes is [] ? DefaultLeaseNodes : options.LeaseNodes;
            });
    }

    private static void AddStores(WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var services = builder.Services;
        services.AddSingleton(provider =>
            Database.Open(configuration.GetConnectionString("postgres")!, Options(provider).PoolSize));
        services.AddSingleton<Schema>();
        services.AddHostedService(provider => provider.GetRequiredService<Schema>());
        services.AddHealthChecks().AddCheck<PostgresHealth>("postgres", timeout: TimeSpan.FromSeconds(2));
        services.AddSingleton<EventStore>();
        services.AddSingleton<OrderStore>();

        services.AddSingleton(provider => new RedisNodes(
            Options(provider).LeaseNodes.Append(Options(provider).CacheNode), configuration, Telemetry.Source, TimeProvider.System));
        services.AddSingleton(provider => new StockCache(
            provider.GetRequiredService<RedisNodes>()[Options(provider).CacheNode], Options(provider).CacheTimeout));
        services.AddSingleton<StockProjection>();
        services.AddHostedService<CacheRepairer>();
    }

    private static void AddSelling(IServiceCollection services)
    {
        services.AddSingleton(provider => new PaymentsClient(
            ServiceClient.Create(
                provider.GetRequiredService<ServiceAddresses>().Resolve(PaymentsClient.Service),
                Options(provider).PaymentTimeout),
            provider.GetRequiredService<ILogger<PaymentsClient>>()));
        services.AddSingleton(provider => new TracePointSet(
            TracePointNames.All,
            provider.GetRequiredService<Replica>(),
            provider.GetRequiredService<ILogger<TracePointSet>>()));
        services.AddSingleton(StrategyCatalogue.Create);
        services.AddSingleton<ReservationDesk>();
    }

    private static InventoryOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<InventoryOptions>>().Value;
}
