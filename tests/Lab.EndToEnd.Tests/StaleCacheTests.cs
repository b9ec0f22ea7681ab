namespace Lab.EndToEnd.Tests;

/// <summary>The second case study on a real Redis and real processes; none of the first one's are started.</summary>
public sealed class StaleCacheTests
{
    [Fact]
    public async Task A_run_starts_what_its_scenario_is_about_and_nothing_else_and_a_system_that_proves_nothing_is_unknown_never_good()
    {
        var outcome = await LabProcess.RunAsync("stress", "stale-cache", "--variant", "frozen", "--volleys", "1", "--json");

        Assert.True(outcome.ExitCode == 2, outcome.Output + outcome.Error);
        using var journal = System.Text.Json.JsonDocument.Parse(outcome.Output);
        var logs = Path.Combine(LabProcess.Paths.Runs, journal.RootElement.GetProperty("run").GetString()!, "logs");
        Assert.Equal(
            ["apphost", "cache-link", "catalog-1", "catalog-2", "catalog-3", "redis", "search"],
            Directory.EnumerateFiles(logs).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_load_of_it_is_refused_in_one_line()
    {
        var outcome = await LabProcess.CallAsync("stress", "stale-cache", "--rate", "50", "--for", "1s");

        Assert.Equal(64, outcome.ExitCode);
        Assert.Contains("The scenario mixes requests ('workload.mix'), which volleys send and loads do not", outcome.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }
}
