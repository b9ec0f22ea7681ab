using Lab.Contracts.Control;

namespace Lab.Hosting.Tests.Dashboard;

/// <summary>A lab whose dashboard is a script: it writes down how it was started, and stays.</summary>
public sealed class DashboardLab : IAsyncLifetime
{
    private TestLab? _lab;

    internal TestLab Lab => _lab!;

    /// <summary>What the script was started with.</summary>
    public string Arguments => File.ReadAllText(Path.Combine(Lab.Root, "aspire.arguments")).Trim();

    /// <summary>A variable that the script found.</summary>
    public string? Variable(string name) => File.ReadLines(Path.Combine(Lab.Root, "aspire.env"))
        .Where(line => line.StartsWith(name + "=", StringComparison.Ordinal)).Select(line => line[(name.Length + 1)..]).FirstOrDefault();

    internal DashboardClient Client(string? key = null) => new(
        new Uri(Variable("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL")!), key ?? Variable("DASHBOARD__RESOURCESERVICECLIENT__APIKEY"));

    internal DashboardInfo Info => Lab.Host.Dashboard!;

    public async ValueTask InitializeAsync()
    {
        if (!OperatingSystem.IsWindows())
        {
            _lab = await TestLab.StartWithDashboardAsync(AspireScript.Write, builder =>
            {
                var redis = builder.AddLabRedis("redis");
                builder.AddEcho("echo").WithReplicas(2).WithReference(redis).WithEnvironment("Echo__Password", "s3cret").WithEnvironment("Echo__Mode", "fast");
            });
            await Eventually.TrueAsync(() => File.Exists(Path.Combine(Lab.Root, "aspire.arguments")) && Arguments.Length > 0);
        }
    }

    public async ValueTask DisposeAsync() => await (_lab?.DisposeAsync() ?? ValueTask.CompletedTask);
}
