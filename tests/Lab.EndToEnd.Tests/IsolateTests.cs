using System.Text.Json;

namespace Lab.EndToEnd.Tests;

/// <summary>One downstream slowed while everything runs, on real Redis, PostgreSQL and processes.</summary>
public sealed class IsolateTests
{
    // Sixty buyers within 200 ms come 3 ms apart: with 50 ms between check and decrement some dozen of them check the last tickets.
    private static readonly string[] Small = ["--requests", "60", "--within", "200ms"];

    [Fact]
    public async Task Slow_payments_violate_every_volley_of_the_suspect()
    {
        var outcome = await LabProcess.RunAsync(["isolate", "ticketing", "--volleys", "2", "--ladder", "50ms", .. Small, "--json"]);

        Assert.True(outcome.ExitCode == 1, outcome.Output + outcome.Error);
        using var result = JsonDocument.Parse(outcome.Output);
        var slowed = result.RootElement.GetProperty("ladder").EnumerateArray().Single(rung => rung.TryGetProperty("latencyMs", out var latency) && latency.ValueKind == JsonValueKind.Number && latency.GetDouble() == 50);
        Assert.Equal((2, 2), (slowed.GetProperty("violated").GetInt32(), slowed.GetProperty("counted").GetInt32()));
        Assert.All(["asItIs", "slowed", "closed"], arm => Assert.Equal(2, result.RootElement.GetProperty("confirmation").GetProperty(arm).GetProperty("counted").GetInt32()));
    }

    [Fact]
    public async Task No_amplification_is_found_in_the_fix()
    {
        var outcome = await LabProcess.RunAsync(["isolate", "ticketing", "--variant", "atomic", "--volleys", "1", "--ladder", "20ms", .. Small]);

        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        Assert.Contains("No amplification was found: none of", outcome.Output, StringComparison.Ordinal);
    }
}
