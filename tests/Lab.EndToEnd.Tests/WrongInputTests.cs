namespace Lab.EndToEnd.Tests;

/// <summary>A slip of the user's costs one clear message and exit code 64; nothing is started and no run folder is left.</summary>
public sealed class WrongInputTests
{
    public static TheoryData<string[], string> Slips => new()
    {
        { ["hunt", "tiketing"], "Did you mean 'ticketing'?" },
        { ["hnut", "ticketing"], "Did you mean 'hunt'?" },
        { ["stress", "ticketing", "--volleys", "-3"], "--volleys is -3; it must be 1 to 100000. Example: --volleys 200." },
        { ["stress", "ticketing", "--requests", "0"], "--requests is 0; it must be 1 to 5000. Example: --requests 200." },
        { ["stress", "ticketing", "--requests", "20"], "--requests is 20, not more than the stock of 50" },
        { ["stress", "ticketing", "--variant", "redlok"], "Did you mean 'redlock'?" },
        { ["stress", "ticketing", "--within", "5"], "--within is '5'; it must be a positive duration with its unit. Example: --within 500ms." },
        { ["stress", "ticketing", "--seed", "seven"], "seven" },
        { ["stress", "ticketing", "--volleys", "x"], "--volleys is x; it must be 1 to 100000. Example: --volleys 200." },
        { ["predict", "ticketing", "--agents", "0", "--cycles", "-1"], "--agents is 0; it must be 1 to 1000000. Example: --agents 10000. ✗ --cycles is -1; it must be" },
        { ["predict", "ticketing", "--why", "inventory->reds"], "Did you mean 'inventory -> redis'?" },
        { ["predict", "ticketing", "--when", "inventory-7"], "Did you mean 'inventory-1'?" },
        { ["predict", "ticketing", "--agent", "10000"], "the crowd has agents 0 to 9999" },
        { ["predict"], "No scenario is named. Example: ./lab predict ticketing." },
        { ["isolate", "ticketing", "--downstream", "paiments"], "Unknown downstream 'paiments' in scenario 'ticketing'. Known: payments. Did you mean 'payments'?" },
        { ["isolate", "ticketing", "--downstream", "postgres"], "'postgres' is no stub: it is of kind postgres; put a link before it to slow it down. Known: payments." },
        { ["isolate", "ticketing", "--ladder", "500ms..1ms"], "--ladder is '500ms..1ms'; it is empty: its first latency must lie below its last." },
        { ["isolate", "ticketing", "--requests", "20"], "--requests is 20, not more than the stock of 50" },
        { ["break", "ticketing", "--variant", "redlok"], "Did you mean 'redlock'?" },
        { ["break", "ticketing", "--faults", "no/such.yaml"], "no/such.yaml does not exist." },
        { ["stub", "--mappings", "no/such"], "No folder 'no/such' with mappings. Looked in " },
        { ["stub", "--port", "x"], "--port is x; it must be 0 to 65535. Example: --port 8080." },
        { ["check", "no-such-run"], "No run 'no-such-run'" },
        { ["truth", "ticketing", "--condition", "vollley"], "Did you mean 'volley'?" },
        { ["setup", "--engine", "docker"], "Argument 'docker' not recognized. Must be one of:" },
    };

    [Theory]
    [MemberData(nameof(Slips))]
    public async Task A_slip_is_named_with_its_mend_before_anything_starts(string[] arguments, string message)
    {
        var runs = Runs();

        var outcome = await LabProcess.CallAsync(arguments);

        Assert.Equal(64, outcome.ExitCode);
        Assert.Contains(message, outcome.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Equal(runs, Runs());
    }

    [Fact]
    public async Task A_slip_ends_the_process_with_64_and_is_named_on_standard_error()
    {
        var outcome = await LabProcess.RunAsync("hnut", "ticketing");

        Assert.Equal((64, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("Did you mean 'hunt'?", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_that_does_not_answer_is_named_with_its_address()
    {
        var scenario = await ForeignScenario.WriteAsync("http://127.0.0.1:9");

        var outcome = await LabProcess.RunAsync("stress", scenario, "--volleys", "1");

        Assert.Equal(64, outcome.ExitCode);
        Assert.Contains("127.0.0.1:9", outcome.Error, StringComparison.Ordinal);
    }

    private static string[] Runs() =>
        Directory.Exists(LabProcess.Paths.Runs) ? [.. Directory.GetDirectories(LabProcess.Paths.Runs).Order()] : [];
}
