using System.Diagnostics;
using System.Runtime.InteropServices;
using Lab.Chaos.Targets;
using Lab.Contracts;
using Lab.Contracts.Machine;
using ControlRunFiles = Lab.Contracts.Control.RunFiles;

namespace Lab.EndToEnd.Tests;

/// <summary>However a run ends, it leaves no process, no run file and no port behind.</summary>
public sealed class InterruptionTests
{
    private const int SigInt = 2;
    private const int SigKill = 9;

    private static readonly string RunFiles = Path.Combine(LabProcess.Paths.Repository, ".lab", "run");

    // Where this user may make no control groups there is one thing less to be left behind.
    [Theory]
    [InlineData(SigInt)]
    [InlineData(SigKill)]
    public async Task A_run_ended_in_the_middle_leaves_no_process_no_run_file_and_no_control_group(int signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Looks for left-over processes in /proc.");
        var limits = ControlGroups.Problem("cpu", "memory") is null;
        using var stress = LabProcess.Start("stress", "ticketing", "--condition", limits ? "cpu-250m" : "volley", "--volleys", "50");
        var reading = LabProcess.FinishAsync(stress, TimeSpan.FromMinutes(2));
        var run = await UntilAsync(() => RunFileOf(stress), TimeSpan.FromMinutes(1));
        var host = HostOf(run);
        await UntilAsync(() => ProcessesOf(run).Count > 8 && GroupsOf(host).Count > 0 == limits ? "under way" : null, TimeSpan.FromMinutes(1));

        Assert.Equal(0, Kill(stress.Id, signal));
        await reading;

        await UntilAsync(() => ProcessesOf(run).Count == 0 && !File.Exists(run) && GroupsOf(host).Count == 0 ? "gone" : null, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_break_that_is_killed_leaves_the_lab_that_it_used_whole()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Looks for processes in /proc.");
        using var up = LabProcess.Start("up");
        var ending = LabProcess.FinishAsync(up, TimeSpan.FromMinutes(3));
        var run = await UntilAsync(() => RunFileOf(up), TimeSpan.FromMinutes(1));
        using var control = new ControlClient(ControlRunFiles.Read(run)!);

        // Without traces: nobody reads them, and what runs already would be started again to send them.
        using var breaking = LabProcess.Start(
            ["break", "ticketing", "--variant", "redlock", "--faults", "scenarios/ticketing/faults/slow-links.yaml", "--volleys", "1"], ("LAB_TRACES", "off"));
        var reading = LabProcess.FinishAsync(breaking, TimeSpan.FromMinutes(2));
        await UntilAsync(() => ToxicsOf(control) > 0 ? "slow" : null, TimeSpan.FromMinutes(1));

        Assert.Equal(0, Kill(breaking.Id, SigKill));
        await reading;

        await UntilAsync(() => ToxicsOf(control) == 0 ? "clear" : null, TimeSpan.FromSeconds(10));
        Assert.Equal(0, Kill(up.Id, SigInt));
        await ending;
    }

    private static int ToxicsOf(ControlClient control)
    {
        try
        {
            return control.ToxicsAsync("cache-link", CancellationToken.None).GetAwaiter().GetResult().Count;
        }
        catch (LabException)
        {
            return 0;   // it does not answer yet
        }
    }

    private static List<string> GroupsOf(int host) =>
    [
        .. Directory.EnumerateDirectories(ControlGroups.Root).Prepend(ControlGroups.Root)
            .Select(tree => Path.Combine(tree, $"lab-{host}")).Where(Directory.Exists),
    ];

    private static string? RunFileOf(Process lab) =>
        !Directory.Exists(RunFiles) ? null
            : Directory.EnumerateFiles(RunFiles, "*.json").FirstOrDefault(file => ParentOf(HostOf(file)) == lab.Id);

    private static int HostOf(string file)
    {
        try
        {
            using var run = System.Text.Json.JsonDocument.Parse(File.ReadAllText(file));
            return run.RootElement.GetProperty("pid").GetInt32();
        }
        catch (Exception failure) when (failure is IOException or System.Text.Json.JsonException)
        {
            return 0;
        }
    }

    private static int ParentOf(int pid)
    {
        try
        {
            // 4711 (AppHost) S 4700 …: the parent follows the state; the name may hold spaces and parentheses.
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 4)..].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    // Everything that a lab starts carries its id in the environment.
    private static List<int> ProcessesOf(string runFile)
    {
        var marker = $"LAB_RUN_ID={Path.GetFileNameWithoutExtension(runFile)}";
        var found = new List<int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var pid) && EnvironmentOf(folder).Contains(marker, StringComparison.Ordinal))
            {
                found.Add(pid);
            }
        }

        return found;
    }

    private static string EnvironmentOf(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "environ"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static async Task<T> UntilAsync<T>(Func<T?> look, TimeSpan limit)
        where T : class
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (look() is { } seen)
            {
                return seen;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(started) < limit, $"Not within {limit}.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
