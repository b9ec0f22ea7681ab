using Aspire.Hosting.ApplicationModel;
using Lab.AppHost.Aspire.Commands;

namespace Lab.Aspire.Tests.Dashboard;

/// <summary>The buttons on a replica: only what is possible now can be clicked.</summary>
public sealed class ReplicaCommandTests
{
    [Fact]
    public void A_running_replica_can_be_killed_and_paused()
    {
        Assert.Equal(["Kill", "Pause"], Enabled(Given.Process("Running", pid: 7)));
    }

    [Fact]
    public void A_paused_replica_can_be_killed_and_resumed()
    {
        var paused = Given.Process("Running", pid: 7).WithPaused(true);

        Assert.Equal("Paused", paused.State?.Text);
        Assert.Equal(["Kill", "Resume"], Enabled(paused));
    }

    [Fact]
    public void A_resumed_replica_runs_as_before()
    {
        var before = Given.Process("Running", pid: 7);

        var after = before.WithPaused(true).WithPaused(false);

        Assert.Equal("Running", after.State?.Text);
        Assert.Equal(before.Properties, after.Properties);
    }

    [Fact]
    public void A_process_started_since_the_pause_is_not_paused()
    {
        var paused = Given.Process("Running", pid: 7).WithPaused(true);

        Assert.Equal(["Kill", "Pause"], Enabled(paused.StartedAgain(pid: 8)));
    }

    [Fact]
    public void A_pause_survives_that_Aspire_says_Running_again()
    {
        var paused = Given.Process("Running", pid: 7).WithPaused(true);

        Assert.Equal(["Kill", "Resume"], Enabled(paused.StartedAgain(pid: 7)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Starting")]
    [InlineData("Waiting")]
    [InlineData("Stopping")]
    [InlineData("Finished")]
    [InlineData("Exited")]
    public void Without_a_process_that_runs_nothing_can_be_done(string? state)
    {
        Assert.Empty(Enabled(Given.Process(state, pid: 7)));
    }

    [Fact]
    public void What_is_said_names_replica_and_process()
    {
        Assert.Equal(
            [
                "inventory-2 (process 7) was killed and is started again.",
                "inventory-2 (process 7) stands still until it is resumed.",
                "inventory-2 (process 7) goes on.",
            ],
            ReplicaCommand.All.Select(command => command.Done("inventory-2", 7)));
    }

    [Fact]
    public void Only_what_destroys_asks_first()
    {
        Assert.Equal(["Kill"], ReplicaCommand.All.Where(command => command.Confirmation is not null).Select(command => command.Title));
    }

    private static IEnumerable<string> Enabled(CustomResourceSnapshot snapshot) =>
        ReplicaCommand.All.Where(command => command.State(snapshot) == ResourceCommandState.Enabled).Select(command => command.Title);
}
