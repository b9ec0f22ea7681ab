using System.Net.Http.Json;
using Lab.Contracts.Control;
using Lab.Control.Processes;

namespace Lab.Hosting.Tests.Hosts;

/// <summary>However a lab ends, it leaves no process, no port, no run file and no data.</summary>
public sealed class NoOrphansTests
{
    private const int SigInt = 2;
    private const int SigKill = 9;
    private const int SigTerm = 15;

    [Theory]
    [InlineData(SigInt)]
    [InlineData(SigTerm)]
    public async Task A_polite_end_is_graceful_and_leaves_nothing(int signal)
    {
        await using var host = await HostProcess.StartHealthyAsync();
        var resources = await host.ResourcesAsync();

        PosixSignals.Send(host.Pid, signal);
        var (exitCode, errors) = await host.ExitAsync();

        Assert.Equal(0, exitCode);
        Assert.Equal("", errors);
        await host.AssertNothingLeftAsync(resources);
    }

    [Fact]
    public async Task Kill_minus_nine_leaves_nothing()
    {
        await using var host = await HostProcess.StartHealthyAsync();
        var resources = await host.ResourcesAsync();
        Assert.True(host.Children.Count >= 4);

        PosixSignals.Send(host.Pid, SigKill);

        await host.AssertNothingLeftAsync(resources);
    }

    [Fact]
    public async Task Kill_minus_nine_while_starting_leaves_nothing()
    {
        await using var host = HostProcess.Start();
        await Eventually.TrueAsync(() => host.Children.Count > 0);

        PosixSignals.Send(host.Pid, SigKill);

        await Eventually.TrueAsync(() => host.Children.Count == 0 && !File.Exists(host.RunFile));
    }

    [Fact]
    public async Task Paused_processes_are_ended_too()
    {
        await using var host = await HostProcess.StartHealthyAsync();
        var resources = await host.ResourcesAsync();
        using var client = await host.ClientAsync();
        using var paused = await client.PostAsync("/v1/replicas/echo-1/pause", content: null);
        using var stopped = await client.PostAsync("/v1/replicas/postgres/pause", content: null);

        PosixSignals.Send(host.Pid, SigKill);

        await host.AssertNothingLeftAsync(resources);
    }

    [Theory]
    [InlineData(SigTerm)]
    [InlineData(SigKill)]
    public async Task Stress_and_quotas_do_not_outlive_the_host(int signal)
    {
        await using var host = await HostProcess.StartHealthyAsync();
        var resources = await host.ResourcesAsync();
        var folder = Directory.CreateTempSubdirectory("lab-test-");
        using var client = await host.ClientAsync();
        using var limited = await client.PutAsJsonAsync("/v1/replicas/echo-1/limits", new LimitsChange("250m", "256Mi"));
        var cpu = new StressWish { Kind = StressKind.Cpu, Workers = 1, Load = 0.5, Milliseconds = 600_000 };
        var disk = new StressWish { Kind = StressKind.Disk, Workers = 1, Bytes = 1 << 20, Folder = folder.FullName, Milliseconds = 600_000 };
        using var inside = await client.PutAsJsonAsync("/v1/replicas/echo-1/stress", cpu);
        using var writing = await client.PutAsJsonAsync(ControlRoutes.MachineStress, disk);
        Assert.True(writing.IsSuccessStatusCode, await writing.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await Eventually.TrueAsync(() => Directory.GetFiles(folder.FullName, "*", SearchOption.AllDirectories).Length == 1);
        Assert.Equal(limited.IsSuccessStatusCode, Groups(host.Pid).Count > 0);

        PosixSignals.Send(host.Pid, signal);

        await host.AssertNothingLeftAsync(resources);
        await Eventually.TrueAsync(() => folder.GetFileSystemInfos().Length == 0);
        await Eventually.TrueAsync(() => Groups(host.Pid).Count == 0);
        folder.Delete();
    }

    [Fact]
    public async Task A_shutdown_over_the_control_API_is_graceful()
    {
        await using var host = await HostProcess.StartHealthyAsync();
        var resources = await host.ResourcesAsync();
        using var client = await host.ClientAsync();

        using var answer = await client.PostAsync(ControlRoutes.Shutdown, content: null);

        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(0, (await host.ExitAsync()).ExitCode);
        await host.AssertNothingLeftAsync(resources);
    }

    [Fact]
    public async Task The_end_of_the_parents_pipe_ends_the_lab()
    {
        await using var host = await HostProcess.StartHealthyAsync(("LAB_PARENT_PIPE", "stdin"));
        var resources = await host.ResourcesAsync();

        host.Input.Close();

        Assert.Equal(0, (await host.ExitAsync()).ExitCode);
        await host.AssertNothingLeftAsync(resources);
    }

    [Fact]
    public async Task What_is_left_when_even_the_guard_is_killed_the_next_lab_clears()
    {
        await using var first = await HostProcess.StartHealthyAsync();
        using var client = await first.ClientAsync();
        using var limited = await client.PutAsJsonAsync("/v1/replicas/echo-1/limits", new LimitsChange("250m", null));
        var guard = ProcFiles.Tree(first.Pid).Single(pid => File.ReadAllText($"/proc/{pid}/cmdline").Contains("lab-guard", StringComparison.Ordinal));
        PosixSignals.Send(guard, SigKill);
        PosixSignals.Send(first.Pid, SigKill);
        await first.ExitAsync();
        Assert.NotEmpty(first.Children);
        Assert.Equal(limited.IsSuccessStatusCode, Groups(first.Pid).Count > 0);

        await using var second = await HostProcess.StartHealthyAsync(("TEST_ROOT", first.Root), ("LAB_RUN_FOLDER", Path.Combine(first.Root, "second")));

        Assert.Empty(first.Children);
        Assert.False(File.Exists(first.RunFile));
        Assert.Empty(Groups(first.Pid));
    }

    [Fact]
    public async Task A_port_in_use_ends_it_with_64_and_one_message_before_anything_starts()
    {
        using var holder = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        holder.Start();
        var port = ((System.Net.IPEndPoint)holder.LocalEndpoint).Port;
        await using var host = HostProcess.Start(("TEST_PORT", $"{port}"));

        var (exitCode, errors) = await host.ExitAsync();

        Assert.Equal(DistributedApplication.UsageError, exitCode);
        Assert.Matches(
            $@"^Resource 'echo', endpoint 'http': port {port} on 127\.0\.0\.1 is in use by .+ \(process {Environment.ProcessId}\)\. "
            + @"End that process, or choose another port in AppHost\.cs\.\n$",
            errors);
        Assert.False(File.Exists(host.RunFile));
    }

    // Of any controller: version 1 has a tree for each.
    private static List<string> Groups(int host) =>
        [.. Directory.EnumerateDirectories("/sys/fs/cgroup").Prepend("/sys/fs/cgroup").Select(tree => Path.Combine(tree, $"lab-{host}")).Where(Directory.Exists)];
}
