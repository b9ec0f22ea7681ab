using Lab.AppHost.Aspire.Phases;

namespace Lab.Aspire.Tests.Dashboard;

/// <summary>What the row of the lab shows.</summary>
public sealed class LabStatesTests
{
    private static readonly DateTime Noon = new(2026, 11, 21, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(0, "Holds", "success")]
    [InlineData(1, "Violated", "error")]
    [InlineData(2, "Unknown verdict", "warning")]
    [InlineData(64, "Not possible", "error")]
    [InlineData(130, "Stopped", "info")]
    [InlineData(137, "Crashed", "error")]
    public void The_verdict_is_the_state(int exitCode, string text, string style)
    {
        var state = LabStates.Initial("ticketing").Begun(LabPhases.All[0], Noon).Ended(LabPhases.All[0], exitCode, Noon).State;

        Assert.Equal((text, style), (state?.Text, state?.Style));
    }

    [Fact]
    public void A_prediction_that_was_made_is_no_verdict()
    {
        var predict = LabPhases.All.Single(phase => phase.Verb == "predict");

        Assert.Equal("Done", LabStates.Initial("ticketing").Begun(predict, Noon).Ended(predict, 0, Noon).State?.Text);
    }

    [Fact]
    public void A_new_phase_forgets_the_verdict_and_the_link_of_the_last_one()
    {
        var second = LabStates.Initial("ticketing")
            .Begun(LabPhases.All[0], Noon)
            .Recording("first", new Uri("http://127.0.0.1:1/first/"))
            .Ended(LabPhases.All[0], 1, Noon)
            .Begun(LabPhases.All[1], Noon.AddMinutes(5));

        Assert.Equal("Running", second.State?.Text);
        Assert.Empty(second.Urls);
        Assert.Null(second.ExitCode);
        Assert.Null(second.StopTimeStamp);
        Assert.Equal([("lab.scenario", "ticketing"), ("lab.phase", "stress")], second.Properties.Select(p => (p.Name, p.Value as string)));
    }

    [Fact]
    public void The_folder_of_the_run_is_a_link_with_the_name_of_the_run()
    {
        var url = Assert.Single(LabStates.Initial("ticketing").Recording("run-7", new Uri("http://127.0.0.1:1/run-7/")).Urls);

        Assert.Equal(("http://127.0.0.1:1/run-7/", "run-7"), (url.Url, url.DisplayProperties.DisplayName));
    }
}
