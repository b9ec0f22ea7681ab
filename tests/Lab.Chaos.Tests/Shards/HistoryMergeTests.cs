using Lab.Chaos.Histories;
using Lab.Chaos.Reports;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Shards;
using Lab.Chaos.Tests.Scenarios;
using Lab.Contracts.Histories;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Shards;

/// <summary>Histories of shares become one, whatever order they come in.</summary>
public sealed class HistoryMergeTests
{
    private static readonly (string, History) Even = ("run-s0", Shared(("a", 0), ("b", 2)));
    private static readonly (string, History) Odd = ("run-s1", Shared(("c", 1), ("d", 3)));

    [Fact]
    public void The_order_of_the_runs_changes_nothing() =>
        Assert.Equal(HistoryMerge.Of([Even, Odd]).Select(HistoryJson.Text), HistoryMerge.Of([Odd, Even]).Select(HistoryJson.Text));

    [Fact]
    public void Shares_of_a_whole_get_back_the_numbers_that_they_have_in_one_process()
    {
        var volleys = Read(HistoryMerge.Of([Odd, Even]));

        Assert.Equal([("a", 0), ("c", 1), ("b", 2), ("d", 3)], volleys.Select(volley => (volley.Operations[0].Id, volley.Start.Volley)));
        Assert.All(volleys, volley => Assert.Equal(volley.Start.Volley, volley.Final!.Volley));
    }

    [Fact]
    public void Whole_runs_are_numbered_anew_so_that_no_two_volleys_are_one()
    {
        var volleys = Read(HistoryMerge.Of([("one", Shared(("a", 0), ("b", 1))), ("two", Shared(("c", 0), ("d", 1)))]));

        Assert.Equal([("a", 0), ("c", 1), ("b", 2), ("d", 3)], volleys.Select(volley => (volley.Operations[0].Id, volley.Start.Volley)));
    }

    [Fact]
    public void Two_shares_are_as_much_evidence_as_one_run_of_all_their_volleys()
    {
        var scenario = ScenarioReader.Read(Repository.Scenario("ticketing/scenario.yaml"));
        var whole = Shared(("a", 0), ("c", 1), ("b", 2), ("d", 3));
        var merged = new HistoryAssembler();
        foreach (var line in HistoryMerge.Of([Odd, Even]))
        {
            Assert.Null(merged.Add(line));
        }

        var one = Assert.Single(ArmReport.Of(whole, scenario)).Summary;
        var two = Assert.Single(ArmReport.Of(whole with { Volleys = merged.Volleys() }, scenario)).Summary;
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(one), System.Text.Json.JsonSerializer.Serialize(two));
    }

    private static IReadOnlyList<VolleyHistory> Read(IEnumerable<HistoryLine> lines)
    {
        var assembler = new HistoryAssembler();
        foreach (var line in lines)
        {
            Assert.Null(assembler.Add(line));
        }

        return assembler.Volleys();
    }

    private static History Shared(params (string Operation, int Volley)[] volleys) => new()
    {
        Header = new HistoryHeader { Format = HistoryJson.Format, Scenario = "ticketing", Seed = 42 },
        Volleys =
        [
            .. volleys.Select(one => new HistoryBuilder(stock: 1, one.Volley)
                .Timeline($"{one.Operation} |--ok--|")
                .Final(("sold", one.Volley == 1 ? 2 : 1), ("capacity", 1), ("cached", 0), ("remaining", 0))
                .Records(one.Operation)
                .Build())
                .Select(volley => volley with { Operations = [.. volley.Operations.Select(operation => operation with { Volley = volley.Start.Volley })] }),
        ],
    };
}
