using Lab.Chaos.Adapters;
using Lab.Chaos.Stress.Loads;
using Lab.Chaos.Stress.Schedules;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Adapters;

/// <summary>Loads in NBomber's terms.</summary>
public sealed class NBomberPlanTests
{
    [Theory]
    [InlineData("constant 200 for 10s", "Inject 200 in 1s for 10s")]
    [InlineData("constant 2.5 for 10s", "Inject 5 in 2s for 10s")]
    [InlineData("spike 1000 for 1s", "Inject 1000 in 1s for 1s")]
    [InlineData("ramp 0..200 over 5s", "RampingInject 200 in 1s for 5s")]
    [InlineData("step 100..300 in 3 over 6s", "Inject 100 in 1s for 2s, Inject 200 in 1s for 2s, Inject 300 in 1s for 2s")]
    [InlineData("constant 10 for 2s, ramp 10..40 over 3s, pause for 1s, ramp 0..5 over 2s",
        "Inject 10 in 1s for 2s, RampingInject 40 in 1s for 3s, Pause for 1s, RampingInject 5 in 1s for 2s")]
    public void A_schedule_becomes_one_simulation_a_phase(string schedule, string expected)
    {
        var problems = new List<string>();

        var simulations = NBomberPlan.Of(Open(schedule), problems);

        Assert.Empty(problems);
        Assert.Equal(expected, string.Join(", ", simulations.Select(Text)));
    }

    [Fact]
    public void A_closed_load_keeps_its_clients()
    {
        var order = new LoadOrder { Closed = new ClosedModel(50, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10)), Connections = 50 };

        Assert.Equal("KeepConstant 50 for 10s", Text(Assert.Single(NBomberPlan.Of(order, []))));
    }

    [Theory]
    [InlineData("poisson 50 for 2s", "NBomber cannot send 'poisson 50 for 2s': it spreads arrivals at random over whole seconds, which is neither a Poisson process nor a sharp peak. Take out --driver nbomber, or use constant, ramp, step or pause.")]
    [InlineData("spike 10..500 for 10s", "NBomber cannot send 'spike 10..500 over 10s': it spreads arrivals at random over whole seconds, which is neither a Poisson process nor a sharp peak. Take out --driver nbomber, or use constant, ramp, step or pause.")]
    [InlineData("constant 100 for 500ms", "NBomber cannot send 'constant 100 for 500ms': it has no phase shorter than 1 s. Make it longer.")]
    [InlineData("constant 0.123 for 20s", "NBomber cannot send 'constant 0.123 for 20s': it begins a whole number of requests in some whole seconds up to 10. Use a rate such as 1.")]
    [InlineData("ramp 10..200 over 5s", "NBomber cannot send 'ramp 10..200 over 5s': its ramps begin where the phase before ended, here at 0 a second. Write ramp 0..200, or put constant 10 for 1s before it.")]
    [InlineData("ramp 0..2.5 over 5s", "NBomber cannot send 'ramp 0..2.5 over 5s': it counts in whole requests a second. Round both rates.")]
    public void What_it_cannot_send_is_said_with_the_mend(string schedule, string expected)
    {
        var problems = new List<string>();

        _ = NBomberPlan.Of(Open(schedule), problems);

        Assert.Equal([expected], problems);
    }

    [Fact]
    public void Volleys_are_refused_and_the_labs_own_driver_is_not()
    {
        var refused = Assert.Throws<LabException>(() => NBomberPlan.RefuseVolleys("nbomber"));
        NBomberPlan.RefuseVolleys("lab");
        NBomberPlan.RefuseVolleys(null);

        Assert.Equal(
            "--driver nbomber sends loads only: it begins arrivals at random moments, so it has no aligned volleys. "
            + "Add --rate 200, --schedule or --clients 50, or take --driver out.",
            refused.Message);
    }

    private static LoadOrder Open(string schedule) => new() { Open = ScheduleText.Parse(schedule, []), Connections = 200 };

    private static string Text(NBomberSimulation one) =>
        $"{one.Kind}{(one.Count > 0 ? $" {one.Count}" : "")}{(one.Interval > TimeSpan.Zero ? $" in {one.Interval.TotalSeconds}s" : "")} for {one.During.TotalSeconds}s";
}
