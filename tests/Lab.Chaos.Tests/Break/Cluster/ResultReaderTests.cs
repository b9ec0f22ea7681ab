using System.Text.Json.Nodes;
using Lab.Chaos.Break.Cluster;
using Lab.Chaos.Checks;

namespace Lab.Chaos.Tests.Break.Cluster;

/// <summary>What a ChaosResult comes to.</summary>
public sealed class ResultReaderTests
{
    [Theory]
    [InlineData("Pass", nameof(Verdict.Holds), null)]
    [InlineData("Fail", nameof(Verdict.Violated), "Litmus says Fail and gives no reason")]
    [InlineData("Stopped", nameof(Verdict.Unknown), "it was stopped before its end")]
    [InlineData("Error", nameof(Verdict.Unknown), "Litmus says Error and gives no reason")]
    [InlineData("Awaited", nameof(Verdict.Unknown), "no end within 260 s")]
    public void Only_Pass_holds_and_only_Fail_violates(string said, string verdict, string? reason)
    {
        var outcome = Read(SomeEngine.Result($$"""{ "verdict": "{{said}}" }"""), LitmusVerdict.IsFinal(said) ? null : "no end within 260 s");

        Assert.Equal((verdict, reason), (outcome.Verdict.ToString(), outcome.Reason));
    }

    [Fact]
    public void Without_a_result_it_is_unknown_and_says_what_was_seen()
    {
        var outcome = Read(null, "the API server has not been heard for 60 s");

        Assert.Equal((Verdict.Unknown, "", "the API server has not been heard for 60 s", null), (outcome.Verdict, outcome.Litmus, outcome.Reason, outcome.Result));
    }

    [Theory]
    [InlineData("""{\"errorCode\":\"CHAOS_INJECT_ERROR\",\"phase\":\"ChaosInject\",\"reason\":\"no sch_netem\",\"target\":\"{podName: a}\"}""", "CHAOS_INJECT_ERROR in ChaosInject: no sch_netem {podName: a}")]
    [InlineData("""[{\"errorCode\":\"A\",\"phase\":\"PreChaos\",\"reason\":\"x\"},{\"errorCode\":\"B\",\"phase\":\"PostChaos\",\"reason\":\"y\"}]""", "A in PreChaos: x; B in PostChaos: y")]
    [InlineData("[first helper,second helper]", "HELPER_ERROR: [first helper,second helper]")]
    [InlineData("plain words", "HELPER_ERROR: plain words")]
    public void The_reason_of_an_error_is_read_whatever_its_form(string reason, string expected)
    {
        var result = SomeEngine.Result($$"""{ "verdict": "Error", "errorOutput": { "errorCode": "HELPER_ERROR", "reason": "{{reason}}" } }""");

        Assert.Equal(expected, Read(result, null).Reason);
    }

    [Fact]
    public void Probes_and_targets_are_kept_and_the_failed_probe_is_the_reason()
    {
        var result = SomeEngine.Result("""{ "verdict": "Fail", "probeSuccessPercentage": "50" }""", """
            , "probeStatuses": [
              { "name": "up", "status": { "verdict": "Passed" } },
              { "name": "fast", "status": { "verdict": "Failed", "description": "took 3 s" } }],
              "history": { "targets": [{ "name": "inventory-1", "kind": "pod", "chaosStatus": "injected" }] }
            """);

        var outcome = Read(result, null);

        Assert.Equal([new("up", "Passed", ""), new("fast", "Failed", "took 3 s")], outcome.Probes);
        Assert.Equal(["pod inventory-1 injected"], outcome.Targets);
        Assert.Equal(("50", "probe 'fast' failed: took 3 s"), (outcome.ProbeSuccess, outcome.Reason));
    }

    private static ExperimentOutcome Read(JsonObject? result, string? trouble)
    {
        var view = SomeEngine.View() with { Results = result is null ? new Dictionary<string, JsonObject>() : new() { ["pod-delete"] = result } };
        return ResultReader.Read(SomeEngine.File(), view, trouble, TimeSpan.FromSeconds(12)).Single();
    }
}
