using Lab.Chaos.Stress.Loads;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Tests.Stress.Loads;

public sealed class PacingTests
{
    [Fact]
    public void An_open_arrival_is_due_at_its_time_whatever_became_of_those_before()
    {
        var pacing = new OpenPacing([0, 10, 20], start: 100);

        Assert.Equal([100, 110, 120], new[] { pacing.Take(), pacing.Take(), pacing.Take() }.Select(arrival => arrival.Due));
        Assert.Equal(long.MaxValue, pacing.NextDue);
    }

    [Fact]
    public void Arrivals_given_up_are_counted_and_keep_their_numbers()
    {
        var pacing = new OpenPacing([0, 10, 20], start: 100);

        Assert.Equal(2, pacing.GiveUp(before: 120));

        Assert.Equal(2, pacing.Take().Number);
    }

    [Fact]
    public void A_client_of_the_closed_model_thinks_after_each_answer()
    {
        var pacing = new ClosedPacing(1, TimeSpan.FromMilliseconds(100), start: 0, end: 1_000_000_000);
        var first = pacing.Take();
        Assert.Equal(long.MaxValue, pacing.NextDue);

        pacing.Done(first, now: 7_000_000, Outcome.Ok);

        Assert.Equal(107_000_000, pacing.NextDue);
    }

    [Fact]
    public void A_client_whose_call_is_unknown_goes_on_under_a_number_that_nobody_had()
    {
        var pacing = new ClosedPacing(2, TimeSpan.Zero, start: 0, end: 100);
        var (first, second) = (pacing.Take(), pacing.Take());
        Assert.Equal([0, 1], new[] { first.Process, second.Process });

        pacing.Done(first, now: 5, Outcome.Info);

        Assert.Equal(2, pacing.Take().Process);
    }

    [Fact]
    public void Nothing_is_begun_after_the_end()
    {
        var pacing = new ClosedPacing(1, TimeSpan.Zero, start: 0, end: 100);
        var only = pacing.Take();

        pacing.Done(only, now: 100, Outcome.Ok);

        Assert.Equal(long.MaxValue, pacing.NextDue);
    }
}
