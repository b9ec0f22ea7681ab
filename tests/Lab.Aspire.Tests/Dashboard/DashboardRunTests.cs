using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Lab.AppHost.Aspire;
using Lab.Contracts.Control;
using Lab.Hosting.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Lab.Aspire.Tests.Dashboard;

/// <summary>The real topology with the lab in it, in the test's own process.</summary>
public sealed class DashboardLab : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly CancellationTokenSource _limit = new(Limit);

    public global::Aspire.Hosting.DistributedApplication App { get; private set; } = null!;

    /// <summary>Ends every wait of the tests together.</summary>
    public CancellationToken Ended => _limit.Token;

    internal AspireTopology Topology => App.Services.GetRequiredService<AspireTopology>();

    public async ValueTask InitializeAsync()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(Ended);
        App = await builder.BuildAsync(Ended);
        await App.StartAsync(Ended);
        await Eventually.TrueAsync(() => Topology.Resources.Count > 0 && Topology.Resources.All(resource => resource.State.IsSettled()));
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        _limit.Dispose();
    }
}

/// <summary>What the dashboard's buttons do, clicked through Aspire's own command service.</summary>
public sealed class DashboardRunTests(DashboardLab lab) : IClassFixture<DashboardLab>
{
    [Fact]
    public async Task Kill_hits_the_replica_that_was_clicked_on_and_it_comes_back()
    {
        var before = Replica("inventory-2").Pid;

        var said = await ClickAsync(await InstanceAsync("inventory-2"), "kill");

        Assert.Equal($"inventory-2 (process {before}) was killed and is started again.", said.Message);
        await Eventually.TrueAsync(() => Replica("inventory-2") is { State: ResourceState.Running, Pid: { } pid } && pid != before);
    }

    [Fact]
    public async Task A_paused_server_is_shown_as_paused_until_it_is_resumed()
    {
        await ClickAsync("redis-3", "pause");
        Assert.Equal("Paused", State("redis-3"));
        Assert.Equal(ResourceState.Paused, Replica("redis-3").State);

        await ClickAsync("redis-3", "resume");
        Assert.Equal("Running", State("redis-3"));
    }

    [Fact]
    public async Task A_phase_runs_on_this_lab_with_its_folder_as_a_link_and_can_be_stopped()
    {
        var begun = await ClickAsync("lab", "stress");
        Assert.True(begun.Success, begun.Message);
        await Eventually.TrueAsync(() => Snapshot("lab").Urls.Length == 1);
        Assert.Equal("Running", State("lab"));
        Assert.Equal("The lab is busy. Wait for it, or stop it.", (await ClickAsync("lab", "hunt")).Message);

        await ClickAsync("lab", "stop-phase");

        Assert.Equal("Stopped", State("lab"));
        Assert.Equal(130, Snapshot("lab").ExitCode);
        using var client = new HttpClient();
        Assert.Contains("history.jsonl", await client.GetStringAsync(new Uri(Snapshot("lab").Urls[0].Url), lab.Ended), StringComparison.Ordinal);
    }

    [Fact]
    public void The_driver_waits_to_be_started()
    {
        Assert.Equal(ResourceState.NotStarted, Replica("load").State);
    }

    private Task<ExecuteCommandResult> ClickAsync(string resource, string command) =>
        lab.App.ResourceCommands.ExecuteCommandAsync(resource, command, lab.Ended);

    private ReplicaInfo Replica(string id) => lab.Topology.Resources.SelectMany(resource => resource.Replicas).Single(replica => replica.Id == id);

    // Aspire's name of an instance is the resource's with a random end.
    private Task<string> InstanceAsync(string replica) =>
        lab.Topology.Replicas.Single(r => r.Id == replica).InstanceAsync(lab.Ended);

    private string? State(string resource) => Snapshot(resource).State?.Text;

    private CustomResourceSnapshot Snapshot(string resource) =>
        lab.App.ResourceNotifications.TryGetCurrentState(resource, out var current) ? current.Snapshot : throw new InvalidOperationException($"{resource} is unknown.");
}
