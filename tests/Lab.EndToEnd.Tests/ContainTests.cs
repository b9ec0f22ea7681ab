namespace Lab.EndToEnd.Tests;

/// <summary>Replicas inside a CPU quota, on real control groups: the hunt does that. Here is what cannot be limited.</summary>
public sealed class ContainTests
{
    [Fact]
    public async Task What_somebody_else_started_is_not_limited_and_nothing_is_said_of_it()
    {
        var outcome = await LabProcess.CallAsync("contain", await ForeignScenario.WriteAsync("http://127.0.0.1:9"), "--condition", "volley");

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("Unknown. The lab cannot limit the processes of a target that somebody else started.", outcome.Error, StringComparison.Ordinal);
    }
}
