using Lab.Control.Processes;
using Lab.Hosting.Tests;

namespace Lab.Aspire.Tests;

/// <summary>However the AppHost ends, it leaves no process, no run file and no data.</summary>
public sealed class NoOrphansTests
{
    [Fact]
    public async Task Kill_minus_nine_leaves_nothing()
    {
        await using var lab = new AspireControlLab();
        await lab.InitializeAsync();
        Assert.True(Children(lab).Count >= 5);

        PosixSignals.Send(lab.Run.Pid, PosixSignals.Kill);

        await Eventually.TrueAsync(() => Children(lab).Count == 0 && !File.Exists(lab.RunFile));
    }

    [Fact]
    public async Task The_end_of_the_parents_pipe_ends_it()
    {
        await using var lab = new AspireControlLab();
        await lab.InitializeAsync();

        await lab.DisposeAsync();

        await Eventually.TrueAsync(() => Children(lab).Count == 0 && !File.Exists(lab.RunFile));
    }

    private static List<int> Children(AspireControlLab lab) =>
        [.. ProcFiles.WithEnvironment($"{Launch.MarkVariable}={lab.Run.Id}").Where(pid => ProcFiles.State(pid) is not ('Z' or null))];
}
