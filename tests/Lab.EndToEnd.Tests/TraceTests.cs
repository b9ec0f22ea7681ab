using System.Globalization;
using System.Text.Json;
using Lab.Chaos.Collect.Storing;
using Lab.Chaos.Histories;
using Lab.Chaos.Journals;
using Lab.Contracts.Histories;

namespace Lab.EndToEnd.Tests;

/// <summary>What the services of a real run tell of it.</summary>
public sealed class TraceTests
{
    [Fact]
    public async Task A_violated_volley_leaves_the_reads_and_writes_of_every_order_that_was_sold()
    {
        var outcome = await LabProcess.RunAsync("stress", "ticketing", "--variant", "naive", "--volleys", "1", "--json");

        Assert.True(outcome.ExitCode == 1, outcome.Output + outcome.Error);
        using var journal = JsonDocument.Parse(outcome.Output);
        var run = RunFolder.Find(LabProcess.Paths.Runs, journal.RootElement.GetProperty("run").GetString()!);
        var volley = Assert.Single(HistoryReader.Read(run.History).Volleys);
        using var index = SpanIndex.Open(Path.Combine(run.Path, SpanIndex.FileName))!;
        var sold = volley.Operations.Where(operation => operation.Outcome == Outcome.Ok).ToDictionary(operation => operation, operation => index.Trace(operation.TraceId!));

        Assert.All(sold, order =>
        {
            var commands = order.Value.Where(span => span.Name.StartsWith("redis", StringComparison.Ordinal)).ToList();
            Assert.Equal(
                [$"GET stock:{volley.Start.Key}", $"DECRBY stock:{volley.Start.Key}"],
                commands.Select(span => span.Attributes["db.query.text"]));
            Assert.All(commands, span => Assert.Equal(order.Key.Replica, span.Instance));
            Assert.All(commands, span => Assert.True(long.TryParse(span.Attributes["lab.value"], out _)));
        });

        // Of 144 statements in one volley one left no span, with nothing dropped on the way: Npgsql makes those, and is not what is tested.
        var inserted = sold.Values.Count(spans => spans.Any(
            span => span.Scope == "Npgsql" && span.Attributes.GetValueOrDefault("db.query.text", "").StartsWith("INSERT INTO orders", StringComparison.Ordinal)));
        Assert.InRange(inserted, sold.Count * 9 / 10, sold.Count);
        Assert.True(sold.Keys.Select(order => order.Replica).Distinct().Count() > 1);

        // To its arm, and to operations that were sold; the arm to the volley.
        var told = index.TraceIds.SelectMany(index.Trace).Where(span => span.Service == "lab").ToList();
        var fired = Assert.Single(told, span => span.Name.StartsWith("lab.volley", StringComparison.Ordinal));
        var linked = fired.Links!.Select(link => link.TraceId).ToHashSet();
        Assert.Equal(sold.Keys.Count(order => linked.Contains(order.TraceId!)), linked.Count - 1);
        Assert.Equal((volley.Operations.Count - linked.Count + 1).ToString(CultureInfo.InvariantCulture), fired.Attributes["lab.links.left_out"]);
        Assert.All(told.Where(span => span.Name is "lab.stress" || span.Name.StartsWith("lab.arm", StringComparison.Ordinal)), span => Assert.Contains(span.Links!, link => link.SpanId == fired.SpanId));
    }
}
