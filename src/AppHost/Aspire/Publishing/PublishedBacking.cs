namespace Lab.AppHost.Aspire.Publishing;

/// <summary>Redis and PostgreSQL as containers: in what is published, and here where the programs are missing.</summary>
/// <remarks>They get no CPU limit: a throttled server would be blamed on the services, whose limits are what is studied.</remarks>
internal static class PublishedBacking
{
    public static IResourceBuilder<IResourceWithConnectionString> Redis(IDistributedApplicationBuilder builder, string name) =>
        builder.AddRedis(name).PublishAsKubernetesService(service =>
        {
            service.NameGoverningService();

            // No snapshots, as in the local recipe: one in mid-volley would cost what is measured. The last argument is the shell's whole
            // command line, and Aspire has no verb that turns snapshots off.
            service.Container().Args[^1] += " --save '' --appendonly no --tcp-backlog 1024";
        });

    /// <summary>The server gets a name of its own, since the name in AppHost.cs is what services know the database by.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> Postgres(IDistributedApplicationBuilder builder, string name, string database)
    {
        var server = builder.AddPostgres($"{name}-server")
            // Three replicas with a pool of 40 each, checkout and the checks need more than the default of 100.
            .WithArgs("-c", "max_connections=300")
            .PublishAsKubernetesService(service => service.NameGoverningService());
        if (builder.ExecutionContext.IsPublishMode)
        {
            // When publishing AddDatabase names the database and nobody creates it. Can go with
            // https://github.com/microsoft/aspire/issues/14695
            server.WithEnvironment("POSTGRES_DB", database);

            // Lasts as long as the pod: a killed server comes back with its orders, and nothing is left when the lab is removed.
            server.WithDataVolume($"{name}-data");
        }

        return server.AddDatabase(name, database);
    }
}
