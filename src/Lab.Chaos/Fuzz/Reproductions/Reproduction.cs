using Lab.Chaos.Fuzz.Cases;
using Lab.Chaos.Fuzz.Payloads;
using Lab.Chaos.Fuzz.Reports;
using Lab.Chaos.Fuzz.Rules;

namespace Lab.Chaos.Fuzz.Reproductions;

/// <summary>A finding's requests in the order in which they go, each group at once; keys and answers are still <see cref="Marks"/>.</summary>
internal sealed record Reproduction
{
    public required FuzzFinding Finding { get; init; }

    /// <summary>Number of the finding in the run, from 1: names its files.</summary>
    public required int Number { get; init; }

    public required string Scenario { get; init; }

    public required long Seed { get; init; }

    /// <summary>First is the setup, where the case has one.</summary>
    public required IReadOnlyList<ReproductionStep> Steps { get; init; }

    public required IReadOnlyDictionary<string, Uri> Addresses { get; init; }

    public required TimeSpan Timeout { get; init; }

    public static IReadOnlyList<ReproductionStep> StepsOf(
        FuzzCase smallest, FuzzOperation? setup, IReadOnlyDictionary<string, Uri> addresses, int stock)
    {
        var steps = new List<ReproductionStep>();
        if (smallest.NeedsSetup && setup is not null)
        {
            steps.Add(new ReproductionStep(null, [Wire.Render(Drafts.Of(setup, new Plausible()), Marks.Blanks(0, 0, stock), addresses[setup.Service])]));
        }

        foreach (var (number, step) in smallest.Steps.Index())
        {
            var ids = step.IsRepeat ? number - 1 : number;
            steps.Add(new ReproductionStep(number, [.. Enumerable.Range(0, step.Clients)
                .Select(client => Wire.Render(step.Draft, Marks.Blanks(ids, client, stock), addresses[step.Operation.Service]))]));
        }

        return steps;
    }
}

/// <summary>Requests that go at once.</summary>
/// <param name="Number">Number of the step, which answers are known by; null for the setup.</param>
/// <param name="Requests">One for each client.</param>
internal sealed record ReproductionStep(int? Number, IReadOnlyList<WireRequest> Requests);
