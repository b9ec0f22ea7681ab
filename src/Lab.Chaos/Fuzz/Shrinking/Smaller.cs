using Lab.Chaos.Fuzz.Cases;
using Lab.Chaos.Fuzz.Payloads;

namespace Lab.Chaos.Fuzz.Shrinking;

/// <summary>
/// The next smaller cases, boldest first: fewer clients, fewer steps, no setup, fewer odd fields (each goes back to what is plausible), fewer
/// fields at all, and simpler values.
/// </summary>
internal static class Smaller
{
    public static IEnumerable<FuzzCase> Of(FuzzCase whole) =>
    [
        .. Clients(whole),
        .. Steps(whole),
        .. Mutations(whole),
        .. whole.NeedsSetup ? [whole with { NeedsSetup = false }] : Array.Empty<FuzzCase>(),
        .. Fields(whole),
        .. Values(whole),
    ];

    /// <summary>The case with an odd id replaced by one that is fresh in each trial, and still the same from every client.</summary>
    public static IEnumerable<FuzzCase> WithFreshIds(FuzzCase whole) =>
        from index in Indices(whole)
        from mutation in whole.Steps[index].Mutations
        from fresh in SimplerValues.SameId(mutation, whole.Steps[index])
        select Change(whole, index, mutation, fresh);

    private static IEnumerable<FuzzCase> Clients(FuzzCase whole) =>
        from index in Indices(whole)
        let clients = whole.Steps[index].Clients
        from fewer in new[] { 1, 2, clients / 2, clients - 1 }.Where(fewer => fewer >= 1 && fewer < clients).Distinct().Order()
        select With(whole, index, whole.Steps[index] with { Clients = fewer });

    // Later steps may be fed by the first one: without it they are not sent, nothing fails, and the first one stays.
    private static IEnumerable<FuzzCase> Steps(FuzzCase whole) => whole.Steps.Count == 1 ? [] :
    [
        whole with { Steps = [whole.Steps[0]] },
        .. Indices(whole).Reverse().Select(index => whole with { Steps = [.. whole.Steps.Where((_, n) => n != index)] }),
    ];

    private static IEnumerable<FuzzCase> Mutations(FuzzCase whole) =>
        from index in Indices(whole)
        from mutation in whole.Steps[index].Mutations
        select Change(whole, index, step => step with { Mutations = [.. step.Mutations.Where(one => one.Field != mutation.Field)] });

    private static IEnumerable<FuzzCase> Fields(FuzzCase whole) =>
        from index in Indices(whole)
        let step = whole.Steps[index]
        from field in step.Operation.Fields()
        where field.Path.Place != FieldPlace.Path && field.Path != FieldPath.WholeBody && field.Path != FieldPath.ContentType
            && Drafts.Find(step.Baseline, field.Path) is not (null or JsonAbsent)
            && !step.Mutations.Any(mutation => mutation.Field.Holds(field.Path) || field.Path.Holds(mutation.Field))
        select Change(whole, index, one => one with { Baseline = one.Baseline.With(field.Path, new JsonAbsent()) });

    private static IEnumerable<FuzzCase> Values(FuzzCase whole) =>
        from index in Indices(whole)
        from mutation in whole.Steps[index].Mutations
        from simpler in SimplerValues.Of(mutation, whole.Steps[index])
        select Change(whole, index, mutation, simpler);

    private static FuzzCase Change(FuzzCase whole, int index, Mutation mutation, Boundary boundary) => Change(whole, index, step => step with
    {
        Mutations = [.. step.Mutations.Select(one => one.Field == mutation.Field ? one with { Boundary = boundary } : one)],
    });

    /// <summary>A repeat sends what the step before it sends, so it changes with it.</summary>
    private static FuzzCase Change(FuzzCase whole, int index, Func<FuzzStep, FuzzStep> change) => whole with
    {
        Steps = [.. whole.Steps.Select((step, n) => n == index || (n == index + 1 && step.IsRepeat) ? change(step) : step)],
    };

    private static FuzzCase With(FuzzCase whole, int index, FuzzStep step) =>
        whole with { Steps = [.. whole.Steps.Select((one, n) => n == index ? step : one)] };

    private static IEnumerable<int> Indices(FuzzCase whole) => Enumerable.Range(0, whole.Steps.Count);
}
