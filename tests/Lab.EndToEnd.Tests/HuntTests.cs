using System.Text.Json;

namespace Lab.EndToEnd.Tests;

/// <summary>The command a user types first, with small numbers, on real Redis, PostgreSQL and processes.</summary>
public sealed class HuntTests
{
    [Fact]
    public async Task A_hunt_catches_the_suspect_and_the_fix_holds()
    {
        var outcome = await LabProcess.RunAsync("hunt", "ticketing", "--volleys", "6", "--json");

        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        using var journal = JsonDocument.Parse(outcome.Output);
        Assert.Equal("Violated", Verdict(journal, "naive", "volley"));
        Assert.Equal("Holds", Verdict(journal, "naive", "sequential"));
        Assert.Equal("Holds", Verdict(journal, "redlock", "volley"));
        Assert.Equal("Holds", Verdict(journal, "redlock", "kill-after-commit"));
    }

    [Fact]
    public async Task A_run_judged_again_from_its_history_gives_the_same_verdict()
    {
        var stress = await LabProcess.RunAsync("stress", "ticketing", "--variant", "naive", "--volleys", "3", "--json");
        using var journal = JsonDocument.Parse(stress.Output);

        var check = await LabProcess.RunAsync("check", journal.RootElement.GetProperty("run").GetString()!, "--json");

        Assert.Equal(stress.ExitCode, check.ExitCode);
        Assert.Equal(1, check.ExitCode);
        using var again = JsonDocument.Parse(check.Output);
        Assert.Equal(
            journal.RootElement.GetProperty("arms").GetRawText(),
            again.RootElement.GetProperty("arms").GetRawText());
    }

    [Fact]
    public async Task A_system_that_sells_nothing_is_unknown_never_good()
    {
        var outcome = await LabProcess.RunAsync("stress", "ticketing", "--variant", "refuse-all", "--volleys", "2");

        Assert.Equal(2, outcome.ExitCode);
    }

    private static string? Verdict(JsonDocument journal, string variant, string condition) =>
        journal.RootElement.GetProperty("arms").EnumerateArray()
            .Where(arm => arm.GetProperty("summary").GetProperty("variant").GetString() == variant
                && arm.GetProperty("summary").GetProperty("condition").GetString() == condition)
            .Select(arm => arm.GetProperty("summary").GetProperty("verdict").GetString())
            .SingleOrDefault();
}
