namespace Lab.AppHost.Aspire;

/// <summary>Redis and PostgreSQL as containers: in what is published, and here where the programs are missing.</summary>
internal static class PublishedBacking
{
    public static IResourceBuilder<IResourceWithConnectionString> Redis(IDistributedApplicationBuilder builder, string name) =>
        builder.AddRedis(name);

    /// <summary>The server gets a name of its own, since the name in AppHost.cs is what services know the database by.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> Postgres(IDistributedApplicationBuilder builder, string name, string database) =>
        builder.AddPostgres($"{name}-server").AddDatabase(name, database);
}
