using Lab.Control.Backing;
using Lab.Control.Processes;
using Lab.Control.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lab.AppHost.Aspire;

/// <summary>Local servers as Aspire executables: the recipes of the embedded engine, with the same throw-away data and the same limits.</summary>
internal static class LocalBacking
{
    public static IResourceBuilder<IResourceWithConnectionString> Redis(IDistributedApplicationBuilder builder, string name)
    {
        var port = FreePorts.Take();
        return Add(builder, name, "redis", new RedisRecipe(Folder(builder, name), port), port);
    }

    public static IResourceBuilder<IResourceWithConnectionString> Postgres(IDistributedApplicationBuilder builder, string name, string database)
    {
        var port = FreePorts.Take();
        return Add(builder, name, "postgres", new PostgresRecipe(Folder(builder, name), port, database), port);
    }

    private static IResourceBuilder<LocalServerResource> Add(
        IDistributedApplicationBuilder builder, string name, string kind, IServerRecipe recipe, int port)
    {
        var words = PosixCommand.WithAccount(recipe.Launch(logFile: "", mark: ""));
        var check = $"{name}_answers";
        builder.Services.AddHealthChecks().AddAsyncCheck(check, async cancellationToken =>
            await recipe.AnswersAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"{name} does not answer on port {port}."));

        // The root, since the server's own folder is made only when it starts.
        return builder.AddResource(new LocalServerResource(name, kind, recipe, words[0], "/"))
            .WithArgs([.. words.Skip(1)])
            .WithEndpoint(port: port, targetPort: port, scheme: "tcp", name: "tcp", isProxied: false)
            .WithHealthCheck(check)
            .OnBeforeResourceStarted((_, _, cancellationToken) => recipe.PrepareAsync(cancellationToken));
    }

    private static string Folder(IDistributedApplicationBuilder builder, string name)
    {
        var place = (RunPlace)builder.Services.Single(s => s.ServiceType == typeof(RunPlace)).ImplementationInstance!;
        return Path.Combine(place.TempFolder, name);
    }
}
