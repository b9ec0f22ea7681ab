using Lab.Chaos.Scenarios;
using Lab.Chaos.Tests.Scenarios;
using Lab.Chaos.Witness;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Witness;

/// <summary>A witness is what a person reads first of a violation, and checks by hand.</summary>
public sealed class WitnessTests
{
    private static readonly Scenario Ticketing = ScenarioReader.Read(ScenarioCatalog.Find("ticketing", Repository.Root, Repository.Root));

    private static readonly WitnessTimeline Oversell = Of("""
        a inventory-1  [GET stock:v0 = 1]                     [DECRBY stock:v0 1 = 0]
        b inventory-3      [GET stock:v0 = 1]                            [DECRBY stock:v0 1 = -1]
        c inventory-2                                                                              [GET stock:v0 = -1]
        """)!;

    [Fact]
    public void It_says_who_read_what_and_who_wrote_after()
    {
        Assert.Equal(
            "inventory-1 and inventory-3 both read 1 from redis stock:v0 4.00 ms apart, for a and b, and only then wrote it: the first write began 17.00 ms after the second read had ended.",
            Oversell.Sentence);
    }

    [Fact]
    public void It_shows_two_operations_and_no_more() =>
        Assert.Equal(["a", "b"], Oversell.Steps.Select(step => step.Operation).Distinct());

    [Fact]
    public void Both_reads_come_before_either_write() =>
        Assert.Equal(["read", "read", "write", "write"], Oversell.Steps.Where(step => step.IsDecisive).Select(step => step.Kind));

    [Fact]
    public void Its_lanes_are_the_client_the_replicas_and_the_stores() =>
        Assert.Equal(["client", "inventory-1", "inventory-3", "redis"], Oversell.Lanes.Select(lane => lane.Name));

    [Fact]
    public void As_text_each_operation_has_a_column()
    {
        Assert.Equal(
            """
                   ms  a                                      b
                0.000  inventory-1: GET stock:v0 = 1 <-
                4.000                                         inventory-3: GET stock:v0 = 1 <-
               39.000  inventory-1: DECRBY stock:v0 1 = 0 <-
               50.000                                         inventory-3: DECRBY stock:v0 1 = -1 <-
            Traces: a, b
            """,
            string.Join('\n', WitnessText.Lines(Oversell).Skip(1)));
    }

    [Fact]
    public void Without_spans_there_is_none() => Assert.Null(Of("a inventory-1"));

    private static WitnessTimeline? Of(string drawing)
    {
        var (operations, trace) = TraceDrawing.Of(drawing);
        var volley = new HistoryBuilder().Final(("sold", 51), ("capacity", 50)).Build();
        return new WitnessBuilder(Ticketing, trace).Of([volley with { Start = volley.Start with { Key = "v0" }, Operations = operations }]);
    }
}
