using System.Diagnostics;
using Lab.Chaos.Experiments;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Tests.Scenarios;
using Lab.Chaos.Tracing;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Tracing;

/// <summary>A listener hears every span of the process, so these tests run apart from each other, and look at their own spans alone.</summary>
[Collection(nameof(SpansTests))]
public sealed class SpansTests
{
    private static readonly Scenario Ticketing = ScenarioReader.Read(ScenarioCatalog.Find("ticketing", Repository.Root, Repository.Root));

    private static ArmPlan Arm => new(Ticketing.Variants[0], Ticketing.Conditions[0], 5, new VolleySize(200, TimeSpan.Zero));

    [Fact]
    public void Without_an_endpoint_nothing_is_created()
    {
        Assert.Null(LabExport.Start(null, _ => null));
        Assert.Null(LabExport.Start(null, _ => " "));
    }

    [Fact]
    public void With_an_endpoint_the_spans_are_recorded_until_the_export_is_disposed()
    {
        using (LabExport.Start(null, name => name == "OTEL_EXPORTER_OTLP_ENDPOINT" ? "http://127.0.0.1:9" : null))
        {
            using var span = Spans.Experiment("hunt", Ticketing, new Seed(42));
            Assert.Equal("lab.hunt", span?.OperationName);
        }

        Assert.Null(Spans.Experiment("hunt", Ticketing, new Seed(42)));
    }

    [Fact]
    public void A_run_and_its_arms_are_one_trace()
    {
        using var listener = Listen();

        using var run = Spans.Experiment("hunt", Ticketing, new Seed(42));
        using var arm = Spans.Arm(Arm);

        Assert.Equal(run!.TraceId, arm!.TraceId);
        Assert.Equal(run.SpanId, arm.ParentSpanId);
        Assert.Equal(42L, run.GetTagItem("lab.seed"));
    }

    [Fact]
    public void A_volley_is_a_trace_of_its_own_that_links_to_its_arm()
    {
        using var listener = Listen();

        using var arm = Spans.Arm(Arm);
        using var volley = Spans.Volley(7, Arm);

        Assert.NotEqual(arm!.TraceId, volley!.TraceId);
        Assert.Equal(arm.Context, Assert.Single(volley.Links).Context);
        Assert.Equal(7, volley.GetTagItem("lab.volley.number"));
    }

    [Fact]
    public void Arm_phase_and_run_link_to_each_volley_and_say_how_many_they_leave_out()
    {
        using var listener = Listen();
        using var run = Spans.Experiment("hunt", Ticketing, new Seed(42));
        using var phase = Spans.Phase("stress");
        using var arm = Spans.Arm(Arm);

        for (var number = 0; number < Spans.MostVolleys + 3; number++)
        {
            Fire(number);
        }

        Assert.All([run!, phase!, arm!], span => Assert.Equal((Spans.MostVolleys, 3), (span.Links.Count(), span.GetTagItem(Spans.LeftOutTag))));
        Assert.Equal(arm, Activity.Current);

        void Fire(int number)
        {
            var around = Activity.Current;
            using (var volley = Spans.Volley(number, Arm))
            {
                around.TouchedBy(volley);
            }

            Activity.Current = around;
        }
    }

    [Fact]
    public void Without_a_listener_nothing_is_linked()
    {
        using var volley = Spans.Volley(7, Arm);

        Assert.Null(volley);
        ((Activity?)null).TouchedBy(volley);
    }

    [Fact]
    public void A_fault_of_a_schedule_links_to_the_volley_that_it_strikes()
    {
        using var listener = Listen();
        ActivityContext struck;
        using (var volley = Spans.Volley(7, Arm))
        {
            struck = volley!.Context;
        }

        using var fault = Spans.Fault(parent: default, "pause", "inventory-2", tracePoint: null, struck);

        Assert.Equal(struck, Assert.Single(fault!.Links).Context);
        Assert.NotEqual(struck.TraceId, fault.TraceId);
    }

    [Fact]
    public void A_fault_belongs_to_its_volley_although_it_strikes_from_a_callback()
    {
        using var listener = Listen();
        using var volley = Spans.Volley(7, Arm);
        var context = volley!.Context;

        // Where the callback runs, no span is current.
        Activity.Current = null;
        using var fault = Spans.Fault(context, "kill", "inventory-2", "after-commit");

        Assert.Equal(volley.SpanId, fault!.ParentSpanId);
        Assert.Equal("inventory-2", fault.GetTagItem("lab.replica"));
    }

    private static ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
