using System.Text.Json;
using Lab.Contracts.Machine;

namespace Lab.EndToEnd.Tests;

/// <summary>The command a user types first, with the smallest numbers, on real Redis, PostgreSQL and processes.</summary>
public sealed class HuntTests
{
    [Fact]
    public async Task A_hunt_catches_the_suspect_and_the_fix_holds_in_six_phases()
    {
        var outcome = await LabProcess.RunAsync("hunt", "ticketing", "--volleys", "3", "--json");

        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        using var journal = JsonDocument.Parse(outcome.Output);
        Assert.Equal("Violated", Verdict(journal, "naive", "volley"));
        Assert.Equal("Holds", Verdict(journal, "naive", "sequential"));
        Assert.Equal("Holds", Verdict(journal, "redlock", "volley"));
        Assert.Equal("Holds", Verdict(journal, "redlock", "kill-after-commit"));
        Assert.All(
            ["predicted", "fuzzed", "isolated", "broken"],
            phase => Assert.Equal(JsonValueKind.Object, journal.RootElement.GetProperty(phase).ValueKind));
        AssertContained(journal);
        var broken = Assert.Single(journal.RootElement.GetProperty("broken").GetProperty("variants").EnumerateArray());
        Assert.Equal(3, broken.GetProperty("faults").GetArrayLength());
        Assert.Equal("Holds", broken.GetProperty("under").GetProperty("verdict").GetString());
    }

    // A limit is in force for its arm alone, and what it throttled is counted.
    private static void AssertContained(JsonDocument journal)
    {
        var isContained = journal.RootElement.TryGetProperty("contained", out var contained) && contained.ValueKind == JsonValueKind.Object;
        Assert.Equal(ControlGroups.Problem("cpu") is null, isContained);
        if (isContained)
        {
            Assert.Equal(0, contained.GetProperty("free").GetProperty("throttling").GetProperty("periods").GetInt64());
            Assert.True(contained.GetProperty("limited").GetProperty("throttling").GetProperty("throttledPeriods").GetInt64() > 0, contained.GetRawText());
        }
    }

    private static string? Verdict(JsonDocument journal, string variant, string condition) =>
        journal.RootElement.GetProperty("arms").EnumerateArray()
            .Where(arm => arm.GetProperty("summary").GetProperty("variant").GetString() == variant
                && arm.GetProperty("summary").GetProperty("condition").GetString() == condition)
            .Select(arm => arm.GetProperty("summary").GetProperty("verdict").GetString())
            .SingleOrDefault();
}
