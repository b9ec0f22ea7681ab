using System.Text.Json;

namespace Lab.EndToEnd.Tests;

/// <summary>ChaosEngine files against a running system: real kills and pauses of real processes, real bytes held back on real links.</summary>
public sealed class BreakTests
{
    [Fact]
    public async Task The_fix_survives_what_the_wrong_fix_does_not()
    {
        var outcome = await LabProcess.RunAsync(
            "break", "ticketing", "--variant", "redlock", "--variant", "redlock-only", "--faults", "scenarios/ticketing/faults/pause-past-the-lease.yaml", "--volleys", "1", "--json");

        using var journal = JsonDocument.Parse(outcome.Output);
        var broken = journal.RootElement.GetProperty("broken").GetProperty("variants").EnumerateArray().ToList();
        Assert.Equal(["Holds", "Violated"], broken.Select(variant => variant.GetProperty("under").GetProperty("verdict").GetString()));
        Assert.All(broken, variant => Assert.Equal(1, variant.GetProperty("faults").GetArrayLength()));
        Assert.Equal((0, 0), (broken[0].GetProperty("orders").GetProperty("lost").GetInt32(), broken[0].GetProperty("orders").GetProperty("duplicated").GetInt32()));
        Assert.Equal(1, outcome.ExitCode);
    }

    [Fact]
    public async Task A_dry_run_names_whom_it_would_hit_and_leaves_no_run()
    {
        var outcome = await LabProcess.RunAsync("break", "ticketing", "--faults", "scenarios/ticketing/faults/redis-killed.yaml", "--dry-run");

        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        Assert.Contains("redis-killed, pod-delete: redis (of redis), 1 s.", outcome.Output, StringComparison.Ordinal);
    }
}
