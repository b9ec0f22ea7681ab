using System.Net;
using System.Net.Http.Json;
using Lab.Contracts.Control;
using Lab.Control.Processes;

namespace Lab.Hosting.Tests.Control;

/// <summary>Stress, and what is counted of quotas.</summary>
public abstract partial class ControlApiContract<TLab>
{
    private static readonly StressWish Busy = new() { Kind = StressKind.Cpu, Workers = 2, Load = 0.1, Milliseconds = 60_000 };

    [Theory]
    [InlineData("/v1/replicas/solo/stress")]
    [InlineData(ControlRoutes.MachineStress)]
    public async Task A_stress_runs_beside_what_has_no_quota_until_it_is_ended_and_a_second_takes_its_place(string route)
    {
        var first = await StressAsync(route, Busy);
        Assert.True(ProcFiles.IsAlive(first.Pids[0]));
        Assert.False(first.InsideQuota);

        var second = await StressAsync(route, Busy);
        Assert.False(ProcFiles.IsAlive(first.Pids[0]), "the first stress goes on");

        using var ended = await lab.Client.DeleteAsync(route, Cancelled);
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.False(ProcFiles.IsAlive(second.Pids[0]), "the second stress goes on");
    }

    [Fact]
    public async Task A_stress_ends_by_itself_at_its_deadline()
    {
        var stress = await StressAsync(ControlRoutes.MachineStress, Busy with { Milliseconds = 300 });

        await Eventually.TrueAsync(() => !ProcFiles.IsAlive(stress.Pids[0]));
    }

    [Fact]
    public async Task Memory_is_really_held()
    {
        var stress = await StressAsync(ControlRoutes.MachineStress, new StressWish { Kind = StressKind.Memory, Workers = 2, Bytes = 150 << 20, Milliseconds = 60_000 });

        // VmRSS:	  158212 kB
        await Eventually.TrueAsync(() => int.Parse(
            File.ReadLines($"/proc/{stress.Pids[0]}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ')[^2],
            System.Globalization.CultureInfo.InvariantCulture) > 150 << 10);
        using var ended = await lab.Client.DeleteAsync(ControlRoutes.MachineStress, Cancelled);
    }

    [Fact]
    public async Task A_disk_is_written_to_and_what_was_written_is_removed()
    {
        var folder = Directory.CreateTempSubdirectory("lab-test-");
        var wish = new StressWish { Kind = StressKind.Disk, Workers = 2, Bytes = 3 << 20, Folder = folder.FullName, Milliseconds = 60_000 };
        await StressAsync(ControlRoutes.MachineStress, wish);

        await Eventually.TrueAsync(() => folder.EnumerateFiles("*", SearchOption.AllDirectories).Count(file => file.Length == 3 << 20) == 2);
        using var ended = await lab.Client.DeleteAsync(ControlRoutes.MachineStress, Cancelled);

        Assert.Empty(folder.GetFileSystemInfos());
        folder.Delete();
    }

    [Fact]
    public async Task A_stress_inside_a_quota_is_throttled_with_the_replica_which_is_counted_and_the_hold_ends_both()
    {
        Assert.Equal(LimitUsage.None, await UsageAsync());
        using var held = await HoldAsync();
        using var limited = await lab.Client.PutAsJsonAsync("/v1/replicas/solo/limits", new LimitsChange("250m", null), Format, Cancelled);
        if (limited.StatusCode is HttpStatusCode.Conflict)
        {
            using var over = await lab.Client.DeleteAsync(ControlRoutes.Hold, Cancelled);
            Assert.Skip("this user may not make control groups");
        }

        var before = await UsageAsync();
        var stress = await StressAsync("/v1/replicas/solo/stress", Busy with { Load = 1 });
        await Eventually.TrueAsync(async () => (await UsageAsync()).ThrottledPeriods > before.ThrottledPeriods + 3);
        var after = await UsageAsync();
        using var ended = await lab.Client.DeleteAsync(ControlRoutes.Hold, Cancelled);

        Assert.True(stress.InsideQuota);
        Assert.InRange(after.ThrottledPeriods, 4, after.Periods);
        Assert.True(after.ThrottledMilliseconds > before.ThrottledMilliseconds, $"{before} and then {after}");
        Assert.False(ProcFiles.IsAlive(stress.Pids[0]), "the stress outlived the hold");
        Assert.Equal(LimitUsage.None, await UsageAsync());
    }

    [Fact]
    public async Task More_stress_than_the_machine_can_bear_is_refused_with_the_mend()
    {
        using var many = await lab.Client.PutAsJsonAsync(ControlRoutes.MachineStress, Busy with { Workers = 65, Load = 2 }, Format, Cancelled);
        using var large = await lab.Client.PutAsJsonAsync(
            ControlRoutes.MachineStress, new StressWish { Kind = StressKind.Memory, Workers = 1, Bytes = 1L << 50, Milliseconds = 1000 }, Format, Cancelled);

        Assert.Equal(HttpStatusCode.Conflict, many.StatusCode);
        Assert.Equal(
            "'workers' is 65; it must be 1 to 64.\n'load' is 2; it must be more than 0, to 1: the share of its time that a worker is busy.",
            await DetailAsync(many));
        Assert.Matches(@"^1073741824 MiB of memory are asked for, and \d+ MiB are free\. Ask for at most \d+ MiB, which is 80 ?% of it\.$", await DetailAsync(large));
    }

    private async Task<StressAnswer> StressAsync(string route, StressWish wish)
    {
        using var answer = await lab.Client.PutAsJsonAsync(route, wish, Format, Cancelled);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancelled));
        return (await answer.Content.ReadFromJsonAsync<StressAnswer>(Format, Cancelled))!;
    }

    private async Task<LimitUsage> UsageAsync() => (await lab.Client.GetFromJsonAsync<LimitUsage>("/v1/replicas/solo/limits/usage", Format, Cancelled))!;
}
