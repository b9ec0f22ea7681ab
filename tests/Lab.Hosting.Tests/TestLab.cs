using Lab.Hosting.Running;

namespace Lab.Hosting.Tests;

/// <summary>A lab inside the test process, with a repository root of its own that is removed at the end.</summary>
internal sealed class TestLab : IAsyncDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("lab-test-");
    private DistributedApplication? _app;
    private string? _aspire;

    public StringWriter Output { get; } = new();

    public string Root => _root.FullName;

    public LabHost Host => _app!.Host;

    /// <summary>The built test service.</summary>
    public static IProjectMetadata Service { get; } = new Projects.Lab_Hosting_TestApp();

    public static IDistributedApplicationBuilder Builder() => DistributedApplication.CreateBuilder([]);

    /// <summary>Builds the topology and waits until it is healthy.</summary>
    public static Task<TestLab> StartAsync(Action<IDistributedApplicationBuilder> topology, params string[] start) => new TestLab().BeginAsync(topology, start);

    /// <summary>As <see cref="StartAsync(Action{IDistributedApplicationBuilder}, string[])"/>, with this program in place of the <c>aspire</c> command.</summary>
    public static Task<TestLab> StartWithDashboardAsync(Func<string, string> program, Action<IDistributedApplicationBuilder> topology)
    {
        var lab = new TestLab();
        lab._aspire = program(lab.Root);
        return lab.BeginAsync(topology);
    }

    private async Task<TestLab> BeginAsync(Action<IDistributedApplicationBuilder> topology, params string[] start)
    {
        try
        {
            await Prepare(topology, start).StartAsync(TestContext.Current.CancellationToken);
            return this;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>Builds it without starting.</summary>
    public DistributedApplication Prepare(Action<IDistributedApplicationBuilder> topology, params string[] start)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            RepositoryRoot = Root,
            Start = start,
            Output = Output,
            Dashboard = _aspire is not null,
            AspireCommand = _aspire,
        });
        topology(builder);
        return _app = builder.Build();
    }

    public Replica Replica(string id) => Host.Topology.Resources.SelectMany(r => r.Replicas).Single(r => r.Id == id);

    public Uri Address(string resource) => Host.Topology.Find(resource)!.Plan.Endpoints["http"];

    public string Log(string replica) => File.ReadAllText(Host.Place.LogFile(replica));

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _root.Delete(recursive: true);
    }
}

/// <summary>The small service under the verbs that most tests need.</summary>
internal static class TestVerbs
{
    public static IResourceBuilder<ProjectResource> AddEcho(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddProject<Projects.Lab_Hosting_TestApp>(name, launchProfileName: null).WithHttpEndpoint().WithHttpHealthCheck("/health");
}
