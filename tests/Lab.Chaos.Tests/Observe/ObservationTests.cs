using Lab.Chaos.Contain;
using Lab.Chaos.Experiments;
using Lab.Chaos.Observe;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Tests.Scenarios;

namespace Lab.Chaos.Tests.Observe;

public sealed class ObservationTests
{
    private static readonly Scenario Ticketing = ScenarioReader.Read(ScenarioCatalog.Find("ticketing", Repository.Root, Repository.Root));
    private static readonly Variant Naive = Hunt.Choose(Ticketing, "naive", VariantRole.Suspect);
    private static readonly Uri Collector = new("http://127.0.0.1:4318/");

    private static readonly ObservationPlan Plan = new()
    {
        Variant = Naive,
        Condition = Hunt.Unaligned(Ticketing),
        Size = new VolleySize(200, TimeSpan.FromSeconds(0.5)),
        TracePoint = "after-check",
        Hold = TimeSpan.FromSeconds(0.5),
    };

    [Theory]
    [InlineData(nameof(Watch.Off), "", "Information")]
    [InlineData(nameof(Watch.On), "http://127.0.0.1:4318", "Information")]
    [InlineData(nameof(Watch.Verbose), "http://127.0.0.1:4318", "Trace")]
    [InlineData(nameof(Watch.Breakpoint), "", "Information")]
    public void An_arm_says_where_spans_go_and_how_much_is_logged(string watch, string endpoint, string level)
    {
        var variant = Watches.Under(Naive, Enum.Parse<Watch>(watch), Ticketing, Collector);

        Assert.Equal(["checkout", "inventory"], variant.Environment.Keys.Order());
        Assert.All(variant.Environment.Values, variables =>
            Assert.Equal((endpoint, level), (variables["OTEL_EXPORTER_OTLP_ENDPOINT"], variables["Logging__LogLevel__Default"])));
    }

    [Fact]
    public void An_arm_stays_the_variant_that_it_is()
    {
        var variant = Watches.Under(Naive, Watch.Verbose, Ticketing, Collector);

        Assert.Equal("naive", variant.Name);
        Assert.Equal("naive", variant.Environment["inventory"]["Inventory__Strategy"]);
    }

    [Fact]
    public void Arms_differ_in_nothing_but_how_they_are_watched()
    {
        var names = Plan.Watches.Select(watch => Watches.Under(Naive, watch, Ticketing, Collector).Environment["inventory"].Keys.Order().ToList()).ToList();

        Assert.All(names, own => Assert.Equal(names[0], own));
    }

    [Fact]
    public void The_breakpoint_is_where_a_fault_of_the_scenario_aims() =>
        Assert.Equal("after-check", ObservationPlan.Choose(Ticketing, null));

    [Fact]
    public void A_race_that_hides_is_said_to_hide()
    {
        var result = ObservationResult.Of(Plan, "ticketing", 42, [Arm("tracing off", 15), Arm("tracing on", 14), Arm("verbose", 2), Arm("breakpoint", 20)], 20);

        Assert.Equal(
            [
                "tracing on: that it changes the rate is not shown",
                "verbose: the race hides from it",
                "breakpoint: that it changes the rate is not shown",
                "The breakpoint stopped one replica for 500 ms at 'after-check', in 20 volleys. That is the whole process, as under a debugger",
            ],
            ObservationText.Sentences(result).Select(sentence => string.Join(": ", sentence.Split(": ").Take(sentence.StartsWith("The ", StringComparison.Ordinal) ? 1 : 2))));
    }

    private static ContainmentArm Arm(string name, int violated) => new() { Name = name, Counted = 20, Violated = violated };
}
