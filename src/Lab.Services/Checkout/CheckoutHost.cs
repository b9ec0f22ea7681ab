using Lab.ServiceDefaults;
using Lab.ServiceDefaults.Discovery;
using Lab.Services.Api;
using Lab.Services.Checkout.Api;
using Lab.Services.Checkout.Inventory;
using Lab.Services.Checkout.Orders;
using Lab.Services.Replicas;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Lab.Services.Checkout;

/// <summary>Puts the service together; tests start it in their own process by the same call.</summary>
internal static class CheckoutHost
{
    /// <param name="args">Command line, which overrides the environment.</param>
    public static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.AddServiceDefaults();
        builder.AddApiDefaults(CheckoutJson.Default);
        builder.Services.AddOpenApi();
        AddOptions(builder.Services);
        AddStores(builder);

        var app = builder.Build();
        app.UseReceivedStamp(app.Services.GetRequiredService<TimeProvider>());
        app.UseApiDefaults();
        app.MapDefaultEndpoints();
        app.MapOpenApi();
        app.MapOrders();
        return app;
    }

    private static void AddOptions(IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<CheckoutOptions>, CheckoutOptionsValidator>();
        services.AddOptionsWithValidateOnStart<CheckoutOptions>()
            .BindConfiguration(CheckoutOptions.Section);
    }

    private static void AddStores(WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        builder.Services.AddSingleton(provider => new InventoryClient(ServiceClient.Create(
            provider.GetRequiredService<ServiceAddresses>().Resolve(InventoryClient.Service),
            provider.GetRequiredService<IOptions<CheckoutOptions>>().Value.InventoryTimeout)));
        builder.Services.AddSingleton<NpgsqlDataSource>(_ =>
            new NpgsqlSlimDataSourceBuilder(configuration.GetConnectionString("postgres")).Build());
        builder.Services.AddSingleton<OrderReader>();
    }
}
