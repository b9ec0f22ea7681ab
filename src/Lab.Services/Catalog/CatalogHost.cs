using Lab.ServiceDefaults;
using Lab.ServiceDefaults.Discovery;
using Lab.Services.Api;
using Lab.Services.Catalog.Api;
using Lab.Services.Catalog.Entries;
using Lab.Services.Catalog.Monitoring;
using Lab.Services.Catalog.Search;
using Lab.Services.Catalog.Strategies;
using Lab.Services.Redis;
using Lab.Services.Replicas;
using Lab.Services.TracePoints;
using Microsoft.Extensions.Options;

namespace Lab.Services.Catalog;

/// <summary>Puts the service together; tests start it in their own process by the same call.</summary>
internal static class CatalogHost
{
    /// <param name="args">Command line, which overrides the environment.</param>
    public static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.AddServiceDefaults();
        builder.AddApiDefaults(CatalogJson.Default);
        builder.Services.AddOpenApi();
        builder.Services.AddMetrics();
        builder.Services.AddSingleton(Replica.From(builder.Configuration, fallback: "catalog"));
        builder.Services.AddSingleton<IValidateOptions<CatalogOptions>, CatalogOptionsValidator>();
        builder.Services.AddOptionsWithValidateOnStart<CatalogOptions>().BindConfiguration(CatalogOptions.Section);
        AddParts(builder);

        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => app.Services.GetRequiredService<RedisNodes>().Warm());
        app.UseReceivedStamp(app.Services.GetRequiredService<TimeProvider>());
        app.UseReplicaStamp(app.Services.GetRequiredService<Replica>());
        app.UseApiDefaults();
        app.MapDefaultEndpoints();
        app.MapOpenApi();
        app.MapProducts();
        app.MapTracePoints(app.Configuration);
        return app;
    }

    private static void AddParts(WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var services = builder.Services;
        services.AddSingleton(provider =>
            new RedisNodes([Options(provider).CacheNode], configuration, Telemetry.Source, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider =>
            new EntryCache(provider.GetRequiredService<RedisNodes>()[Options(provider).CacheNode], Options(provider).CacheTimeout));
        services.AddSingleton(provider => new SearchClient(
            ServiceClient.Create(
                provider.GetRequiredService<ServiceAddresses>().Resolve(SearchClient.Service),
                Options(provider).SearchTimeout),
            provider.GetRequiredService<ILogger<SearchClient>>()));
        services.AddSingleton(provider => new TracePointSet(
            TracePointNames.All,
            provider.GetRequiredService<Replica>(),
            provider.GetRequiredService<ILogger<TracePointSet>>()));
        services.AddSingleton<MismatchMonitor>();
        services.AddSingleton(StrategyCatalogue.Create);
    }

    private static CatalogOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<CatalogOptions>>().Value;
}
