namespace Lab.Chaos.Debugging.Separation.Orders;

/// <summary>
/// A step of one operation falls into the time between two of another, and is about a cell of one of them:
/// <code>
/// update   SET product ─────────────── DEL listing, price
/// request               GET price
/// </code>
/// </summary>
internal sealed record Between(StepName Step, StepName After, StepName Before) : IStepOrder
{
    public string Sentence => $"{Step.What} of one {Step.Kind} falls between {After.What} and {Before.What} of {(Step.Kind == After.Kind ? "another" : "one")} {After.Kind}";

    public (StepName After, StepName Before)? Window => (After, Before);

    public bool IsIn(VolleySteps volley)
    {
        var (steps, begins, ends) = (volley.All(Step), volley.All(After), volley.All(Before));
        for (var i = 0; i < Math.Min(begins.Count, ends.Count); i++)
        {
            if (begins[i] is { } begin && ends[i] is { } end && begin.IsBefore(end) && HasWithin(steps, i, begin, end))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasWithin(IReadOnlyList<TracedStep?> steps, int own, TracedStep begin, TracedStep end)
    {
        for (var j = 0; j < steps.Count; j++)
        {
            if (j != own && steps[j] is { } step && begin.IsBefore(step) && step.IsBefore(end) && (step.Conflicts(begin) || step.Conflicts(end)))
            {
                return true;
            }
        }

        return false;
    }
}
