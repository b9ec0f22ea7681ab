namespace Lab.Hosting;

/// <summary>
/// Verbs for Redis and PostgreSQL. A connection string of that name in the configuration (<c>ConnectionStrings__redis</c>) wins;
/// else a server of our own with throw-away data is started.
/// </summary>
public static class BackingVerbs
{
    /// <summary>Adds a Redis.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> AddLabRedis(
        this IDistributedApplicationBuilder builder, string name) =>
        builder.AddResource(new LabRedisResource(name));

    /// <summary>Adds a PostgreSQL with one empty database.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> AddLabPostgres(
        this IDistributedApplicationBuilder builder, string name, string database) =>
        builder.AddResource(new LabPostgresResource(name, database));
}
