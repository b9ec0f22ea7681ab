using Lab.Chaos.Stress;
using Lab.Chaos.Stress.Schedules;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Stress.Schedules;

/// <summary>When requests are due in the open model.</summary>
public sealed class SchedulesTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_constant_rate_is_evenly_spaced_from_the_first_moment_on() =>
        Assert.Equal([0, 250, 500, 750], Milliseconds(new ConstantRate(4, Second)));

    [Fact]
    public void A_ramp_gets_denser_and_has_as_many_as_its_mean_rate_says()
    {
        var due = Due(new RampRate(0, 200, 2 * Second));

        Assert.Equal(200, due.Length);
        Assert.Equal(50, due.Count(moment => moment < 1_000_000_000), tolerance: 1.0);
    }

    [Fact]
    public void A_ramp_between_equal_rates_is_a_constant_rate() =>
        Assert.Equal(Due(new ConstantRate(50, Second)), Due(new RampRate(50, 50, Second)));

    [Fact]
    public void A_ramp_may_end_at_nothing()
    {
        var due = Due(new RampRate(100, 0, 2 * Second));

        Assert.Equal(100, due.Length, tolerance: 1.0);
        Assert.Equal(75, due.Count(moment => moment < 1_000_000_000), tolerance: 1.0);
    }

    [Fact]
    public void Stairs_are_of_equal_length()
    {
        var due = Due(new StepRate(10, 30, 3, 3 * Second));

        Assert.Equal([10, 20, 30], due.CountBy(moment => moment / 1_000_000_000).Select(second => second.Value));
    }

    [Fact]
    public void A_spike_stands_in_the_middle_tenth()
    {
        var due = Due(new SpikeRate(10, 1000, 10 * Second));

        Assert.Equal(1000, due.Count(moment => moment is >= 4_500_000_000 and < 5_500_000_000));
        Assert.Equal(90, due.Count(moment => moment is < 4_500_000_000 or >= 5_500_000_000));
    }

    [Fact]
    public void Poisson_arrivals_have_the_mean_they_were_asked_for_and_a_variance_equal_to_it()
    {
        var seconds = Due(new PoissonRate(100, 400 * Second)).CountBy(moment => moment / 1_000_000_000).Select(second => (double)second.Value).ToList();

        var mean = seconds.Average();
        Assert.Equal(100, mean, tolerance: 2.0);
        Assert.Equal(1, seconds.Average(count => (count - mean) * (count - mean)) / mean, tolerance: 0.3);
    }

    [Fact]
    public void The_same_seed_gives_the_same_arrivals()
    {
        var schedule = new PoissonRate(50, Second);

        Assert.Equal(Due(schedule), Due(schedule));
        Assert.NotEqual(Due(schedule), [.. schedule.Arrivals(new Seed(7).Stream("arrivals"))]);
    }

    [Fact]
    public void Phases_follow_each_other() => Assert.Equal(
        [0, 500, 3000, 3250, 3500, 3750],
        Milliseconds(new Phases([new ConstantRate(2, Second), new Silence(2 * Second), new ConstantRate(4, Second)])));

    public static TheoryData<string> Texts =>
    [
        "constant 200 for 10s", "poisson 0.5 for 90s", "ramp 10..200 over 5s", "step 100..500 in 5 over 10s", "spike 50..1000 over 10s", "pause for 250ms",
        "ramp 10..200 over 5s, constant 200 for 10s, pause for 1s, constant 20 for 1s",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_schedule_reads_what_it_writes(string text)
    {
        if (text == "pause for 250ms")
        {
            text += ", constant 1 for 1s";   // alone it sends nothing
        }

        Assert.Equal(text, ScheduleText.Parse(text, [])!.ToString());
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Arrivals_ascend_and_end_before_the_schedule(string text)
    {
        var schedule = ScheduleText.Parse(text + ", constant 1 for 1s", [])!;

        var due = Due(schedule);

        Assert.Equal(due.Order(), due);
        Assert.All(due, moment => Assert.InRange(moment, 0, schedule.Length.ToNanoseconds() - 1));
    }

    [Fact]
    public void Every_mistake_of_a_schedule_is_named_with_its_mend()
    {
        var problems = new List<string>();

        Assert.Null(ScheduleText.Parse("rmp 10..200 over 5s, constant for 10s, constant 1..2 for 1s, ramp 5 over 1s, spike 9 for 5, hello", problems));

        Assert.Equal(
            [
                "Phase 1 of the schedule, 'rmp 10..200 over 5s': unknown shape 'rmp'. Known: constant, pause, poisson, ramp, spike, step. Did you mean 'ramp'?",
                "Phase 2 of the schedule, 'constant for 10s': the rate is missing. Example: constant 200 for 10s.",
                "Phase 3 of the schedule, 'constant 1..2 for 1s': a constant rate is one number. Example: constant 200 for 10s. Two rates make a ramp or a step.",
                "Phase 4 of the schedule, 'ramp 5 over 1s': a ramp needs two rates. Example: ramp 10..200 over 5s.",
                "Phase 5 of the schedule, 'spike 9 for 5': '5' is no duration above zero with its unit (ms, s, m), for example 10s.",
                "Phase 6 of the schedule, 'hello': not understood. Write a shape, a rate and a length, for example: "
                    + "\"ramp 10..200 over 5s, constant 200 for 10s, spike 1000 for 1s\".",
            ],
            problems);
    }

    [Theory]
    [InlineData("constant 0 for 1s", "rates must be above 0")]
    [InlineData("constant 999999 for 1s", "at most 200000 requests a second")]
    [InlineData("constant 200000 for 1h", "at most 5000000 can be planned")]
    [InlineData("constant 1 for 3h", "lasts 10800s")]
    [InlineData("pause for 1s", "sends nothing")]
    [InlineData("pause 5 for 1s", "a pause has no rate")]
    [InlineData("constant 5 in 3 for 1s", "only a step has 'in'")]
    [InlineData("step 1..5 in 1 over 1s", "it must be 2 to 1000")]
    [InlineData("", "The schedule is empty")]
    public void What_cannot_be_driven_is_refused(string text, string reason)
    {
        var problems = new List<string>();

        Assert.Null(ScheduleText.Parse(text, problems));

        Assert.Contains(reason, Assert.Single(problems), StringComparison.Ordinal);
    }

    private static long[] Due(ISchedule schedule) => [.. schedule.Arrivals(new Seed(42).Stream("arrivals"))];

    private static IEnumerable<int> Milliseconds(ISchedule schedule) => Due(schedule).Select(moment => (int)(moment / 1_000_000));
}
