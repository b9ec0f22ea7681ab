using Lab.Chaos.Statistics;

namespace Lab.Chaos.Debugging.Separation;

/// <summary>How long a window is open, and what the operation does meanwhile: that is what the next stage changes.</summary>
internal sealed record WindowTime
{
    /// <summary><c>request</c>, or a name of the mix.</summary>
    public required string Kind { get; init; }

    /// <summary>The step that opens it.</summary>
    public required string After { get; init; }

    /// <summary>The step that closes it.</summary>
    public required string Before { get; init; }

    /// <summary>From the end of the one to the beginning of the other, ms; median of all operations.</summary>
    public required double Ms { get; init; }

    /// <summary>Steps within it, the longest first.</summary>
    public required IReadOnlyList<WindowStepTime> Steps { get; init; }

    /// <summary>Null when there is no window, or nobody has it.</summary>
    public static WindowTime? Of((StepName After, StepName Before)? window, IReadOnlyList<VolleySteps> volleys)
    {
        if (window is not var (after, before))
        {
            return null;
        }

        List<double> lengths = [];
        Dictionary<StepName, List<double>> within = [];
        foreach (var steps in volleys.SelectMany(volley => volley.Operations))
        {
            if (steps.FirstOrDefault(step => step.Name == after) is { } begin && steps.FirstOrDefault(step => step.Name == before) is { } end && begin.IsBefore(end))
            {
                lengths.Add(Milliseconds(begin.End, end.Start));
                foreach (var step in steps.Where(step => begin.IsBefore(step) && step.IsBefore(end)))
                {
                    (within.TryGetValue(step.Name, out var times) ? times : within[step.Name] = []).Add(Milliseconds(step.Start, step.End));
                }
            }
        }

        // What only few do within it says nothing of how long it is.
        return lengths.Count == 0 ? null : new WindowTime
        {
            Kind = after.Kind,
            After = after.What,
            Before = before.What,
            Ms = Quantiles.Median(lengths),
            Steps =
            [
                .. within.Where(pair => pair.Value.Count * 2 > lengths.Count)
                    .Select(pair => new WindowStepTime(pair.Key.What, Quantiles.Median(pair.Value))).OrderByDescending(step => step.Ms),
            ],
        };
    }

    private static double Milliseconds(long from, long to) => Math.Round((to - from) / 1e6, 3);
}

/// <summary>A step within a window.</summary>
/// <param name="What">For example <c>POST /changes</c>.</param>
/// <param name="Ms">Median.</param>
internal sealed record WindowStepTime(string What, double Ms);
