using Lab.Chaos.Fuzz;
using Lab.Chaos.Fuzz.Cases;
using Lab.Chaos.Fuzz.Oracles;
using Lab.Chaos.Fuzz.Payloads;
using Lab.Chaos.Fuzz.Shrinking;
using Lab.Contracts;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Fuzz;

public sealed class ShrinkerTests
{
    private static readonly Breach Breach = new() { Oracle = "no-5xx", Operation = "POST shop /orders", Sign = "500", Sentence = "It answered 500." };

    private static readonly FieldPath Name = Given.Body("buyer", "name");

    [Fact]
    public async Task Of_several_odd_fields_the_one_that_does_it_remains()
    {
        var failing = Given.Case(
            1,
            Given.Mutated(Given.Body("quantity"), new JsonRaw("-1")),
            Given.Mutated(Name, new JsonString("abc\ud800def")),
            Given.Mutated(Given.Body("eventId"), new JsonAbsent()));

        var (smallest, rate) = await ShrinkAsync(failing, one => one.Mutations.Any(HasLoneSurrogate) ? 1 : 0);

        Assert.Equal(Name, Assert.Single(smallest.Mutations).Field);
        Assert.Equal(new JsonString("\ud800"), smallest.Mutations.Single().Boundary.Value);
        Assert.Equal(new FailureRate(10, 10), rate);
    }

    [Fact]
    public async Task A_race_keeps_as_many_clients_as_it_needs()
    {
        var failing = Given.Case(8, Given.Mutated(Given.Body("eventId"), new JsonString("{key}")), Given.Mutated(Name, JsonRaw.Null));

        var (smallest, _) = await ShrinkAsync(failing, one => one.Steps[0].Clients >= 3 ? 1 : 0);

        Assert.Equal(3, smallest.Steps[0].Clients);
        Assert.Empty(smallest.Mutations);
    }

    [Fact]
    public async Task Steps_that_play_no_part_are_left_out()
    {
        var one = Given.Case(1, Given.Mutated(Name, JsonRaw.Null));
        var failing = one with { NeedsSetup = true, Steps = [one.Steps[0], one.Steps[0] with { IsRepeat = true }, one.Steps[0] with { Mutations = [] }] };

        var (smallest, _) = await ShrinkAsync(failing, candidate => candidate.Steps.Count >= 2 && candidate.Steps[1].IsRepeat ? 1 : 0);

        Assert.Equal(2, smallest.Steps.Count);
        Assert.False(smallest.NeedsSetup);
        Assert.Empty(smallest.Mutations);
    }

    [Fact]
    public async Task An_integer_goes_to_the_nearest_boundary_that_still_fails()
    {
        var failing = Given.Case(1, Given.Mutated(Given.Body("quantity"), new JsonRaw("9223372036854775807")));

        var (smallest, _) = await ShrinkAsync(failing, one => one.Mutations.Any(mutation => long.Parse(((JsonRaw)mutation.Boundary.Value).Text) >= 1L << 31) ? 1 : 0);

        Assert.Equal("2147483648", ((JsonRaw)smallest.Mutations.Single().Boundary.Value).Text);
        Assert.Equal("integer beyond 32 bits", smallest.Mutations.Single().Boundary.Group);
    }

    [Fact]
    public async Task A_failure_that_shows_in_six_of_ten_runs_is_shrunk_too_and_its_rate_is_told()
    {
        var failing = Given.Case(4, Given.Mutated(Name, new JsonString("\ud800")), Given.Mutated(Given.Body("quantity"), JsonRaw.Null));

        var (smallest, rate) = await ShrinkAsync(failing, one => one.Mutations.Any(HasLoneSurrogate) ? 0.6 : 0);

        Assert.Equal(Name, Assert.Single(smallest.Mutations).Field);
        Assert.InRange(rate.Failed, 2, 9);
    }

    [Fact]
    public async Task What_does_not_fail_again_stays_as_it_was_and_is_told_as_0_of_n()
    {
        var failing = Given.Case(1, Given.Mutated(Name, JsonRaw.Null));

        var (smallest, rate) = await ShrinkAsync(failing, _ => 0);

        Assert.Equal(failing.Describe(), smallest.Describe());
        Assert.Equal("0 of 10", rate.ToString());
    }

    private static bool HasLoneSurrogate(Mutation mutation) => mutation.Boundary.Value is JsonString { Text: var text } && text.Contains('\ud800');

    private static Task<(FuzzCase Case, FailureRate Rate)> ShrinkAsync(FuzzCase failing, Func<FuzzCase, double> probability)
    {
        var chance = new Seed(42).Stream("target");
        var shrinker = new Shrinker(
            (one, _) => Task.FromResult<IReadOnlyList<Breach>>(chance.NextDouble() < probability(one) ? [Breach] : []),
            new FuzzPlan(),
            new ManualTime());
        return shrinker.ShrinkAsync(failing, Breach, _ => { }, TestContext.Current.CancellationToken);
    }
}
