using System.Globalization;

namespace Lab.Hosting.TestApp;

/// <summary>A lab of its own process, for the tests that kill it. Root and run id come in by the environment.</summary>
internal static class SmallHost
{
    public static async Task<int> RunAsync()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            RepositoryRoot = Environment.GetEnvironmentVariable("TEST_ROOT"),
        });
        var redis = builder.AddLabRedis("redis");
        var postgres = builder.AddLabPostgres("postgres", database: "test");
        builder.AddProject<ThisProgram>("echo", launchProfileName: null)
            .WithReplicas(2)
            .WithHttpEndpoint(port: FixedPort())
            .WithReference(redis).WaitFor(redis)
            .WithReference(postgres).WaitFor(postgres)
            .WithHttpHealthCheck("/health");
        await builder.Build().RunAsync(CancellationToken.None);
        return Environment.ExitCode;
    }

    private static int? FixedPort() =>
        int.TryParse(Environment.GetEnvironmentVariable("TEST_PORT"), CultureInfo.InvariantCulture, out var port) ? port : null;
}

/// <summary>The program that is running, as a service.</summary>
internal sealed class ThisProgram : IProjectMetadata
{
    public string ProjectPath => Path.Combine(AppContext.BaseDirectory, "Lab.Hosting.TestApp.csproj");

    public string BinaryPath => Path.Combine(AppContext.BaseDirectory, "Lab.Hosting.TestApp.dll");
}
