using System.Globalization;

namespace Lab.Chaos.Debugging.Separation.Orders;

/// <summary>
/// A cell is a count, and more operations read the same count and then change it than it allows: two that read 1, three or more that read 2.
/// </summary>
/// <param name="Read">Reads the count.</param>
/// <param name="Change">Of the same operation, after that.</param>
internal sealed record Overdrawn(StepName Read, StepName Change) : IStepOrder
{
    public string Sentence => $"more than n {Read.Kind}s read the same count n by {Read.What}, and all of those then do {Change.What}";

    public (StepName After, StepName Before)? Window => (Read, Change);

    public bool IsIn(VolleySteps volley) => SameValue.Groups(volley, Read, Change)
        .Any(group => long.TryParse(group.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var count) && count > 0 && group.Size > count);
}
