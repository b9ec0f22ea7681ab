using Lab.Control.Api;
using Lab.Control.Replicas;
using Lab.Hosting.Dashboard;
using Lab.Hosting.Dashboard.Rows;

namespace Lab.Hosting.Tests.Dashboard;

/// <summary>What a row shows and offers, by the state of its replica.</summary>
public sealed class RowTests
{
    private static readonly ReplicaStatus Up = new() { Phase = Phase.Up, Pid = 7, Healthy = true, WasHealthy = true };
    private static readonly ReplicaStatus Done = new() { Phase = Phase.Finished };

    [Theory]
    [InlineData("Inventory__Strategy", "naive", "naive")]
    [InlineData("Shop__ApiKey", "s3cret", "*****")]
    [InlineData("LAB_LINK_TOKEN", "s3cret", "*****")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "x-otlp-api-key=s3cret", "*****")]
    [InlineData("ConnectionStrings__postgres", "Host=db;Password=s3cret;Database=a", "Host=db;Password=*****;Database=a")]
    [InlineData("ConnectionStrings__postgres", "Host=db;Pwd='s3;cret';Database=a", "Host=db;Pwd=*****;Database=a")]
    [InlineData("ConnectionStrings__redis", "127.0.0.1:6379,password=s3cret", "127.0.0.1:6379,password=*****")]
    [InlineData("Queue__Address", "amqp://ann:s3cr@et@queue:5672/x", "amqp://*****@queue:5672/x")]
    [InlineData("services__stock__http__0", "http://127.0.0.1:5080", "http://127.0.0.1:5080")]
    public void Secrets_are_masked_and_nothing_else_is(string name, string value, string shown) =>
        Assert.Equal(shown, Masking.Of(name, value));

    [Fact]
    public void What_runs_can_be_stopped_and_what_does_not_can_be_started()
    {
        Assert.Equal("stop restart pause kill", Buttons(Up, verb: null));
        Assert.Equal("resume stop restart kill", Buttons(Up with { Paused = true }, verb: null));
        Assert.Equal("start", Buttons(new ReplicaStatus { Phase = Phase.Stopped }, verb: null));
    }

    [Fact]
    public void The_lab_hunts_and_its_drivers_do_what_they_are_called_after()
    {
        Assert.Equal("hunt", Buttons(new ReplicaStatus(), "hunt"));
        Assert.Equal("stress", Buttons(Done, "stress"));
        Assert.Equal("stop", Buttons(Up, "hunt"));
    }

    [Fact]
    public void A_button_of_another_row_does_nothing()
    {
        Assert.Equal(ReplicaAction.Start, ReplicaButtons.ActionOf("hunt", verb: "hunt"));
        Assert.Equal(ReplicaAction.Pause, ReplicaButtons.ActionOf("pause", verb: null));
        Assert.Throws<UnknownNameException>(() => ReplicaButtons.ActionOf("hunt", verb: null));
    }

    [Theory]
    [InlineData(0, "Holds", "success")]
    [InlineData(1, "Violated", "error")]
    [InlineData(2, "Unknown verdict", "warning")]
    [InlineData(64, "Not possible", "error")]
    [InlineData(130, "Stopped", "info")]
    [InlineData(137, "Crashed", "error")]
    public void A_hunt_that_is_over_shows_its_verdict(int exitCode, string text, string style)
    {
        Assert.Equal(new RowState(text, style), RowStates.OfPhase("hunt", Done with { ExitCode = exitCode }));
        Assert.Equal(new RowState("Running", null), RowStates.OfPhase("hunt", Up with { ExitCode = exitCode }));
    }

    [Fact]
    public void A_prediction_that_is_over_is_done_and_holds_nothing() =>
        Assert.Equal(new RowState("Done", "success"), RowStates.OfPhase("predict", Done with { ExitCode = 0 }));

    [Fact]
    public void What_is_unhealthy_runs_and_fails_its_health_check()
    {
        Assert.Equal("Running", RowStates.Of(Up with { Healthy = false }).Text);
        Assert.Equal("Paused", RowStates.Of(Up with { Paused = true }).Text);
    }

    [Fact]
    public async Task A_slow_watcher_is_told_of_each_replica_once()
    {
        var changes = new ReplicaChanges(TimeProvider.System);
        using var watch = changes.Begin();
        for (var i = 0; i < 1000; i++)
        {
            changes.Changed("inventory-1", new ReplicaStatus(), Up);
            changes.Changed("inventory-2", Up, new ReplicaStatus());
        }

        var seen = await watch.NextAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["inventory-1", "inventory-2"], seen.Order());
        Assert.NotNull(changes.TimesOf("inventory-1").Started);
        Assert.NotNull(changes.TimesOf("inventory-2").Stopped);
    }

    private static string Buttons(ReplicaStatus status, string? verb) => string.Join(' ', ReplicaButtons.Of(status, verb).Select(button => button.Name));
}
