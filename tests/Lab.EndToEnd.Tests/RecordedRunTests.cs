using System.Globalization;
using System.Text.Json;
using Lab.Chaos.Collect.Storing;
using Lab.Chaos.Histories;
using Lab.Contracts.Histories;

namespace Lab.EndToEnd.Tests;

/// <summary>What a run on the real system leaves: a history that gives the same verdict again, and what its services tell of it.</summary>
public sealed class RecordedRunTests(ViolatedRun recorded) : IClassFixture<ViolatedRun>
{
    [Fact]
    public async Task A_run_judged_again_from_its_history_gives_the_same_verdict()
    {
        var check = await LabProcess.RunAsync("check", recorded.Folder.Id, "--json");

        Assert.Equal(recorded.Stress.ExitCode, check.ExitCode);
        using var again = JsonDocument.Parse(check.Output);
        Assert.Equal(
            recorded.Journal.RootElement.GetProperty("arms").GetRawText(),
            again.RootElement.GetProperty("arms").GetRawText());
    }

    [Fact]
    public void A_volley_leaves_the_reads_and_writes_of_every_order_that_was_sold()
    {
        var volleys = HistoryReader.Read(recorded.Folder.History).Volleys;
        using var index = SpanIndex.Open(Path.Combine(recorded.Folder.Path, SpanIndex.FileName))!;
        var sold = volleys.SelectMany(volley => volley.Operations).Where(operation => operation.Outcome == Outcome.Ok)
            .ToDictionary(operation => operation, operation => index.Trace(operation.TraceId!));

        Assert.All(sold, order =>
        {
            var commands = order.Value.Where(span => span.Name.StartsWith("redis", StringComparison.Ordinal)).ToList();
            Assert.Equal(
                [$"GET stock:{order.Key.Key}", $"DECRBY stock:{order.Key.Key}"],
                commands.Select(span => span.Attributes["db.query.text"]));
            Assert.All(commands, span => Assert.Equal(order.Key.Replica, span.Instance));
            Assert.All(commands, span => Assert.True(long.TryParse(span.Attributes["lab.value"], out _)));
            Assert.Single(order.Value, span =>
                span.Scope == "Npgsql" && span.Attributes.GetValueOrDefault("db.query.text", "").StartsWith("INSERT INTO orders", StringComparison.Ordinal));
        });
        Assert.True(sold.Keys.Select(order => order.Replica).Distinct().Count() > 1);
    }

    [Fact]
    public void A_volleys_span_links_to_orders_that_it_sold_and_its_arm_links_to_it()
    {
        using var index = SpanIndex.Open(Path.Combine(recorded.Folder.Path, SpanIndex.FileName))!;
        var told = index.TraceIds.SelectMany(index.Trace).Where(span => span.Service == "lab").ToList();

        Assert.All(HistoryReader.Read(recorded.Folder.History).Volleys, volley =>
        {
            var fired = Assert.Single(told, span => span.Name.StartsWith($"lab.volley {volley.Start.Volley}: ", StringComparison.Ordinal));
            var linked = fired.Links!.Select(link => link.TraceId).ToHashSet();
            Assert.Equal(volley.Operations.Count(order => order.Outcome == Outcome.Ok && linked.Contains(order.TraceId!)), linked.Count - 1);
            Assert.Equal((volley.Operations.Count - linked.Count + 1).ToString(CultureInfo.InvariantCulture), fired.Attributes["lab.links.left_out"]);
            Assert.All(
                told.Where(span => span.Name is "lab.stress" || span.Name.StartsWith("lab.arm", StringComparison.Ordinal)),
                span => Assert.Contains(span.Links!, link => link.SpanId == fired.SpanId));
        });
    }
}
