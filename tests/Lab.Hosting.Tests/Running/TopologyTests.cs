using Lab.Contracts;
using Lab.Contracts.Control;

namespace Lab.Hosting.Tests.Running;

/// <summary>Real processes, started and watched by a lab inside the test.</summary>
public sealed class TopologyTests
{
    [Fact]
    public async Task A_resource_starts_only_when_what_it_waits_for_is_healthy()
    {
        await using var lab = await TestLab.StartAsync(builder =>
        {
            var first = builder.AddEcho("first");
            builder.AddEcho("second").WaitFor(first);
        });

        var lines = Changes(lab);

        Assert.True(lines.IndexOf("first Running") < lines.IndexOf("second Starting"), string.Join(", ", lines));
    }

    [Fact]
    public async Task Resources_that_do_not_depend_on_each_other_start_side_by_side()
    {
        await using var lab = await TestLab.StartAsync(builder =>
        {
            builder.AddEcho("first");
            builder.AddEcho("second");
        });

        var lines = Changes(lab);

        Assert.True(lines.IndexOf("second Starting") < lines.IndexOf("first Running"), string.Join(", ", lines));
    }

    [Fact]
    public async Task A_job_is_waited_for_until_it_has_ended_well()
    {
        await using var lab = await TestLab.StartAsync(builder =>
        {
            var job = builder.AddExecutable("job", "/bin/sh", ".", "-c", "echo migrated");
            builder.AddEcho("echo").WaitForCompletion(job);
        });

        Assert.Equal("migrated\n", lab.Log("job"));
        Assert.Equal(ResourceState.Finished, lab.Replica("job").Status.State);
        Assert.Equal(ResourceState.Running, lab.Replica("echo").Status.State);
    }

    [Fact]
    public async Task A_replica_that_never_becomes_healthy_fails_with_its_exit_code_and_log()
    {
        await using var lab = new TestLab();
        var app = lab.Prepare(builder =>
        {
            var broken = builder.AddEcho("broken").WithArgs("exit", "3");
            builder.AddEcho("dependent").WaitFor(broken);
        });

        var error = await Assert.ThrowsAsync<LabException>(() => app.StartAsync(TestContext.Current.CancellationToken));

        Assert.StartsWith("'broken' ended 6 times without becoming healthy, last with exit code 3. See ", error.Problems[0], StringComparison.Ordinal);
        Assert.StartsWith("'dependent' was not started: it waits for 'broken', which is Failed", error.Problems[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_explicit_start_waits_for_the_user()
    {
        await using var lab = await TestLab.StartAsync(builder => builder.AddEcho("later").WithExplicitStart());

        Assert.Equal(ResourceState.NotStarted, lab.Replica("later").Status.State);

        await lab.Replica("later").StartAsync(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => lab.Replica("later").Status.State == ResourceState.Running);
    }

    [Fact]
    public async Task A_driver_is_finished_however_it_ends_and_can_be_started_again()
    {
        await using var lab = await TestLab.StartAsync(builder =>
            builder.AddExecutable("load", "/bin/sh", ".", "-c", "echo violated; exit 1").WithExplicitStart());

        await lab.Replica("load").StartAsync(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => lab.Replica("load").Status.State == ResourceState.Finished);
        await lab.Replica("load").StartAsync(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => lab.Replica("load").Status.State == ResourceState.Finished);

        Assert.Equal("violated\nviolated\n", lab.Log("load"));
        Assert.Equal((0, 1), (lab.Replica("load").Status.Restarts, lab.Replica("load").Status.ExitCode));
    }

    [Fact]
    public async Task A_driver_that_is_stopped_is_finished_too()
    {
        await using var lab = await TestLab.StartAsync(builder => builder.AddExecutable("load", "/bin/sleep", ".", "1000").WithExplicitStart());
        await lab.Replica("load").StartAsync(TestContext.Current.CancellationToken);

        await lab.Replica("load").StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(ResourceState.Finished, lab.Replica("load").Status.State);
    }

    [Fact]
    public async Task Every_process_is_told_which_lab_it_belongs_to()
    {
        await using var lab = await TestLab.StartAsync(builder => builder.AddEcho("echo"));

        Assert.Equal(lab.Host.Place.RunId, await GetOnceAsync(lab.Address("echo"), $"/env/{RunFile.ChildVariable}"));
    }

    [Fact]
    public async Task A_failing_health_check_makes_a_replica_unhealthy_without_a_restart()
    {
        await using var lab = await TestLab.StartAsync(builder => builder.AddEcho("echo"));
        var pid = lab.Replica("echo").Status.Pid;
        using var client = new HttpClient { BaseAddress = lab.Address("echo") };

        using var answer = await client.PostAsync("/sick", content: null, TestContext.Current.CancellationToken);

        await Eventually.TrueAsync(() => lab.Replica("echo").Status.State == ResourceState.Unhealthy);
        Assert.Equal(pid, lab.Replica("echo").Status.Pid);
    }

    [Fact]
    public async Task What_a_process_says_is_in_its_log_over_restarts()
    {
        await using var lab = await TestLab.StartAsync(builder => builder.AddEcho("echo").WithArgs("say", "hello"));

        await lab.Replica("echo").RestartAsync(TestContext.Current.CancellationToken);

        await Eventually.TrueAsync(() => lab.Log("echo").Split("hello\n").Length == 3);
    }

    [Fact]
    public async Task Replicas_share_one_address_and_each_gets_its_turn()
    {
        await using var lab = await TestLab.StartAsync(builder => builder.AddEcho("echo").WithReplicas(3));

        HashSet<string> pids = [];
        for (var call = 0; call < 3; call++)
        {
            pids.Add(await GetOnceAsync(lab.Address("echo"), "/pid"));
        }

        Assert.Equal(lab.Host.Topology.Find("echo")!.Replicas.Select(r => $"{r.Status.Pid}").Order(), pids.Order());
    }

    [Fact]
    public async Task Calls_go_on_while_a_killed_replica_comes_back()
    {
        await using var lab = await TestLab.StartAsync(builder => builder.AddEcho("echo").WithReplicas(2));
        await lab.Replica("echo-1").KillAsync(TestContext.Current.CancellationToken);

        var answers = new List<string>();
        for (var call = 0; call < 4; call++)
        {
            answers.Add(await GetOnceAsync(lab.Address("echo"), "/pid"));
        }

        Assert.All(answers, pid => Assert.NotEqual("", pid));
    }

    [Fact]
    public async Task Everything_is_stopped_in_the_reverse_order()
    {
        List<string> lines;
        await using (var lab = await TestLab.StartAsync(builder =>
        {
            var redis = builder.AddLabRedis("redis");
            builder.AddEcho("echo").WaitFor(redis);
        }))
        {
            await lab.Host.DisposeAsync();
            lines = Changes(lab);
        }

        Assert.True(lines.IndexOf("echo Stopped") < lines.IndexOf("redis Stopped"), string.Join(", ", lines));
    }

    private static async Task<string> GetOnceAsync(Uri address, string path)
    {
        // A fresh client, since a kept connection would stay with one replica.
        using var client = new HttpClient { BaseAddress = address };
        return await client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
    }

    // `  0.16 s  redis            Starting` -> `redis Starting`
    private static List<string> Changes(TestLab lab) =>
    [
        .. lab.Output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length >= 4)
            .Select(words => $"{words[2]} {words[3]}"),
    ];
}
