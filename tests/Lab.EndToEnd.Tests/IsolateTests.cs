using System.Text.Json;

namespace Lab.EndToEnd.Tests;

/// <summary>One downstream slowed while everything runs, on real Redis, PostgreSQL and processes.</summary>
public sealed class IsolateTests
{
    [Fact]
    public async Task Slow_payments_amplify_the_race_of_the_suspect()
    {
        var outcome = await LabProcess.RunAsync("isolate", "ticketing", "--volleys", "8", "--ladder", "50ms", "--json");

        Assert.True(outcome.ExitCode == 1, outcome.Output + outcome.Error);
        using var result = JsonDocument.Parse(outcome.Output);
        var slowed = result.RootElement.GetProperty("confirmation").GetProperty("slowed");
        Assert.Equal((8, 8), (slowed.GetProperty("violated").GetInt32(), slowed.GetProperty("counted").GetInt32()));
        Assert.True(result.RootElement.GetProperty("confirmation").GetProperty("factor").GetProperty("ratio").GetDouble() > 1, outcome.Output);
    }

    [Fact]
    public async Task No_amplification_is_found_in_the_fix()
    {
        var outcome = await LabProcess.RunAsync("isolate", "ticketing", "--variant", "redlock", "--volleys", "2", "--ladder", "20ms");

        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        Assert.Contains("No amplification was found: none of", outcome.Output, StringComparison.Ordinal);
    }
}
