using Lab.Chaos.Fuzz.Cases;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Fuzz;

public sealed class CaseGeneratorTests
{
    [Fact]
    public void The_same_seed_makes_the_same_cases_byte_by_byte() =>
        Assert.Equal(Cases(42, 600).Select(one => one.Describe()), Cases(42, 600).Select(one => one.Describe()));

    [Fact]
    public void Another_seed_makes_other_cases() =>
        Assert.NotEqual(Cases(42, 600).Select(one => one.Describe()), Cases(43, 600).Select(one => one.Describe()));

    [Fact]
    public void A_case_does_not_depend_on_those_before_it()
    {
        var all = Cases(42, 400);

        var alone = Generator(42).Case(399);

        Assert.Equal(all[399].Describe(), alone.Describe());
    }

    [Fact]
    public void Every_boundary_of_every_field_is_tried_once_before_any_is_tried_twice()
    {
        var generator = Generator(42);

        var first = Enumerable.Range(0, generator.Coverage).Select(number => generator.Case(number).Mutations.First()).ToList();

        Assert.True(generator.Coverage > 200, $"{generator.Coverage} boundaries.");
        Assert.Equal(generator.Coverage, first.Select(mutation => (mutation.Field, mutation.Boundary.Group, mutation.Boundary.Name)).Distinct().Count());
    }

    [Fact]
    public void Cases_come_alone_in_sequences_and_in_volleys()
    {
        var cases = Cases(42, 2_000);

        Assert.InRange(cases.Count(one => one.IsVolley), 120, 300);
        Assert.InRange(cases.Count(one => one.Steps.Count > 1), 120, 400);
        Assert.All(cases, one => Assert.All(one.Steps, step => Assert.InRange(step.Clients, 1, 8)));
    }

    [Fact]
    public void A_sequence_feeds_the_id_of_an_answer_into_the_read_that_follows() => Assert.Contains(
        Cases(42, 400),
        one => one.Steps.Any(step => step.Operation.Method == "GET" && step.Draft.Texts().Contains("{answer:0:orderId}")));

    private static CaseGenerator Generator(long seed) => new(Given.Operations, Given.Operations, new Seed(seed), mostClients: 8);

    private static List<FuzzCase> Cases(long seed, int count)
    {
        var generator = Generator(seed);
        return [.. Enumerable.Range(0, count).Select(generator.Case)];
    }
}
