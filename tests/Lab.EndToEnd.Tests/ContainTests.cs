using System.Text.Json;

namespace Lab.EndToEnd.Tests;

/// <summary>Replicas inside a CPU quota, on real control groups.</summary>
public sealed class ContainTests
{
    [Fact]
    public async Task A_limit_is_in_force_for_its_arm_alone_and_what_it_throttled_is_counted()
    {
        // All two hundred requests pass the one replica of checkout, which may use 25 ms of every 100.
        var outcome = await LabProcess.RunAsync("contain", "ticketing", "--service", "checkout", "--within", "200ms", "--volleys", "2", "--json");
        using var result = JsonDocument.Parse(outcome.Output);
        Assert.SkipWhen(outcome.ExitCode == 2 && !result.RootElement.TryGetProperty("limited", out _), "this user may not make control groups");

        var (free, limited) = (result.RootElement.GetProperty("free"), result.RootElement.GetProperty("limited"));
        Assert.Equal(0, free.GetProperty("throttling").GetProperty("periods").GetInt64());
        Assert.True(limited.GetProperty("throttling").GetProperty("throttledPeriods").GetInt64() > 0, outcome.Output);
    }

    [Fact]
    public async Task What_somebody_else_started_is_not_limited_and_nothing_is_said_of_it()
    {
        var outcome = await LabProcess.RunAsync("contain", await ForeignScenario.WriteAsync("http://127.0.0.1:9"), "--condition", "volley");

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("Unknown. The lab cannot limit the processes of a target that somebody else started.", outcome.Error, StringComparison.Ordinal);
    }
}
