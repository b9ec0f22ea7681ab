using Lab.AppHost.Aspire;
using Lab.AppHost.Aspire.Publishing;
using Lab.Contracts.Machine;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>
/// Redis and PostgreSQL of the lab. A connection string of that name in the configuration wins; a published system gets the usual containers;
/// here a local server with throw-away data is started, or a container where the programs are missing.
/// </summary>
internal static class BackingVerbs
{
    /// <summary>Adds a Redis.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> AddLabRedis(this IDistributedApplicationBuilder builder, string name) =>
        Configured(builder, name)
        ?? (builder.ExecutionContext.IsPublishMode ? PublishedBacking.Redis(builder, name)
            : ServerPrograms.Redis is not null ? LocalBacking.Redis(builder, name)
            : ContainerRuntime.Require(ServerPrograms.Missing(), () => PublishedBacking.Redis(builder, name)));

    /// <summary>Adds a PostgreSQL with one empty database.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> AddLabPostgres(
        this IDistributedApplicationBuilder builder, string name, string database) =>
        Configured(builder, name)
        ?? (builder.ExecutionContext.IsPublishMode ? PublishedBacking.Postgres(builder, name, database)
            : ServerPrograms.PostgresFolder is not null ? LocalBacking.Postgres(builder, name, database)
            : ContainerRuntime.Require(ServerPrograms.Missing(), () => PublishedBacking.Postgres(builder, name, database)));

    private static IResourceBuilder<IResourceWithConnectionString>? Configured(IDistributedApplicationBuilder builder, string name) =>
        builder.Configuration.GetConnectionString(name) is { Length: > 0 } ? builder.AddConnectionString(name) : null;
}
