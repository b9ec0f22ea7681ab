using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Isolate;

/// <summary>
/// Where the downstream is called between a check and the write that rests on it, or between a change and the invalidation of what was made
/// from it: the step whose length is the window's.
/// </summary>
/// <param name="Sentence">For the report.</param>
/// <param name="Mapping">Name of the mapping that this call meets, where the step names an operation; null for all of them.</param>
internal sealed record WindowStep(string Sentence, string? Mapping)
{
    public static WindowStep Of(Scenario scenario, Variant variant, string downstream)
    {
        foreach (var operation in variant.Operations is [_, ..] own ? own : scenario.Operations)
        {
            var steps = Flat(operation.Steps).ToList();
            var call = steps.FindIndex(step => step.Kind == StepKind.Call && step.Resource == downstream);
            if (call < 0)
            {
                continue;
            }

            if (Stale(steps, call) is var (changed, dropped))
            {
                return new WindowStep(
                    $"In {operation.Name} of {operation.Service}, the call of {downstream} stands between the change of {Cell(changed)} and the invalidation of {Cell(dropped)}: "
                    + "that call is delayed, and nothing else.",
                    steps[call].Operation);
            }

            var check = steps.FindLastIndex(call, step => step.Kind == StepKind.Check);
            var write = check < 0 ? -1 : steps.FindIndex(call, step => Changes(step) && Same(step, steps[check]));
            if (write >= 0)
            {
                return new WindowStep(
                    $"In {operation.Name} of {operation.Service}, the call of {downstream} stands between the check of {Cell(steps[check])} and the step that "
                    + $"changes it{(Guards(operation.Steps, steps[call]) is [_, ..] guards ? $", inside {string.Join(" and ", guards)}" : "")}: that call is delayed, and nothing else.",
                    steps[call].Operation);
            }
        }

        return new WindowStep($"The scenario has no step that calls {downstream} between a check and a write on the same key, or between a change and an invalidation, so all of its mappings are delayed alike.", null);
    }

    // Changed before the call, and what was made from it dropped only after.
    private static (Step Changed, Step Dropped)? Stale(List<Step> steps, int call) =>
        steps.Take(call).LastOrDefault(Changes) is { } changed && steps.Skip(call).FirstOrDefault(step => step.Kind == StepKind.Invalidate) is { } dropped
            ? (changed, dropped)
            : null;

    private static IEnumerable<Step> Flat(IEnumerable<Step> steps) => steps.SelectMany(step => Flat(step.Steps).Prepend(step));

    private static bool Changes(Step step) => step.Kind is StepKind.Write or StepKind.Atomic;

    private static bool Same(Step one, Step other) => one.Resource == other.Resource && one.Key == other.Key;

    private static string Cell(Step step) => $"{step.Resource} {step.Key}";

    private static IReadOnlyList<string> Guards(IEnumerable<Step> steps, Step inner) => steps
        .Where(step => Flat(step.Steps).Contains(inner))
        .Select(step => (IReadOnlyList<string>)[$"the {step.Kind.ToString().ToLowerInvariant()} on {Cell(step)}", .. Guards(step.Steps, inner)])
        .FirstOrDefault() ?? [];
}
