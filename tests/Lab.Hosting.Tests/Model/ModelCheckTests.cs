using Lab.Contracts;
using Lab.Contracts.Control;

namespace Lab.Hosting.Tests.Model;

public sealed class ModelCheckTests
{
    [Fact]
    public void A_sound_topology_has_no_problems()
    {
        var builder = TestLab.Builder();
        var redis = builder.AddLabRedis("redis");
        builder.AddEcho("echo").WithReplicas(3).WithReference(redis).WaitFor(redis);

        Assert.Empty(Problems(builder));
    }

    [Fact]
    public void A_circle_is_shown_with_its_path()
    {
        var builder = TestLab.Builder();
        var a = builder.AddEcho("a");
        var b = builder.AddEcho("b").WaitFor(a);
        var c = builder.AddEcho("c").WaitFor(b);
        a.WaitFor(c);

        Assert.Equal(["Resources wait for each other in a circle: a -> c -> b -> a. Remove one WaitFor of it."], Problems(builder));
    }

    [Fact]
    public void Waiting_for_oneself_is_named_as_such()
    {
        var builder = TestLab.Builder();
        var a = builder.AddEcho("a");
        a.WaitFor(a);

        Assert.Equal(["Resource 'a' waits for itself. Remove that WaitFor."], Problems(builder));
    }

    [Fact]
    public void A_name_used_twice_is_found()
    {
        var builder = TestLab.Builder();
        builder.AddLabRedis("cache");
        builder.AddLabPostgres("Cache", database: "shop");

        Assert.Equal(["Resource 'cache' is added 2 times. Give each a name of its own."], Problems(builder));
    }

    [Fact]
    public void A_replica_id_may_not_be_the_name_of_another_resource()
    {
        var builder = TestLab.Builder();
        builder.AddEcho("echo").WithReplicas(2);
        builder.AddEcho("echo-2");

        Assert.Equal(["Replica id 'echo-2' belongs to both 'echo' and 'echo-2'. Rename one of them."], Problems(builder));
    }

    [Fact]
    public void Resources_of_another_builder_are_strangers()
    {
        var builder = TestLab.Builder();
        var elsewhere = TestLab.Builder().AddLabRedis("redis");
        builder.AddEcho("echo").WithReference(elsewhere).WaitFor(elsewhere);

        Assert.Equal(["Resource 'echo' needs 'redis', which belongs to another builder. Add it to this one."], Problems(builder));
    }

    [Fact]
    public void One_port_for_two_resources_is_found()
    {
        var builder = TestLab.Builder();
        builder.AddEcho("a").WithHttpEndpoint(port: 21001, name: "api");
        builder.AddEcho("b").WithHttpEndpoint(port: 21001, name: "api");

        Assert.Equal(["Port 21001 is asked for by 'a' and 'b'. Give each its own, or leave it out."], Problems(builder));
    }

    [Fact]
    public void A_health_check_needs_an_http_endpoint()
    {
        var builder = TestLab.Builder();
        builder.AddExecutable("job", "true", ".").WithHttpHealthCheck("/health");

        Assert.Equal(["Resource 'job': a health check on '/health' needs an http endpoint. Add .WithHttpEndpoint()."], Problems(builder));
    }

    [Fact]
    public async Task Every_problem_is_listed_at_once_before_anything_starts()
    {
        await using var lab = new TestLab();
        var app = lab.Prepare(builder =>
        {
            builder.AddEcho("1st");
            builder.AddEcho("echo").WithReplicas(0);
            var loop = builder.AddEcho("loop");
            loop.WaitFor(loop);
        });

        var error = await Assert.ThrowsAsync<LabException>(() => app.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(
            [
                "Resource '1st': not a name. Use letters, digits and hyphens, starting with a letter, at most 64.",
                "Resource 'echo': 0 replicas. Use 1 to 50.",
                "Resource 'loop' waits for itself. Remove that WaitFor.",
            ],
            error.Problems);
        Assert.False(Directory.Exists(RunFiles.FolderOf(lab.Root)));
    }

    [Fact]
    public async Task A_missing_program_and_a_port_in_use_are_found_before_anything_starts()
    {
        using var holder = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        holder.Start();
        var port = ((System.Net.IPEndPoint)holder.LocalEndpoint).Port;
        await using var lab = new TestLab();
        var app = lab.Prepare(builder =>
        {
            builder.AddExecutable("job", "no-such-program", ".");
            builder.AddProject<Projects.Lab_Hosting_TestApp>("echo", launchProfileName: null).WithHttpEndpoint(port: port);
        });

        var error = await Assert.ThrowsAsync<LabException>(() => app.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal("Resource 'job': program 'no-such-program' was not found. Give its full path, or put it on the PATH.", error.Problems[0]);
        Assert.StartsWith($"Resource 'echo', endpoint 'http': port {port} on 127.0.0.1 is in use", error.Problems[1], StringComparison.Ordinal);
        Assert.EndsWith("End that process, or choose another port in AppHost.cs.", error.Problems[1], StringComparison.Ordinal);
        Assert.Contains($"(process {Environment.ProcessId})", error.Problems[1], StringComparison.Ordinal);
    }

    private static string[] Problems(IDistributedApplicationBuilder builder) =>
        [.. ModelCheck.Problems([.. builder.Resources.Cast<Resource>()])];
}
