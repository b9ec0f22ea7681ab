namespace Lab.Chaos.Debugging.Separation.Orders;

/// <summary>
/// Two operations read the same of one cell, and each changes it after that: both decided by a value that one of them was about to make untrue. What they
/// read tells it where their spans overlap, too.
/// <code>
/// a   GET stock = 1 ──────────── DECRBY stock
/// b      GET stock = 1 ─────────────── DECRBY stock
/// </code>
/// </summary>
/// <param name="Read">Reads the cell.</param>
/// <param name="Change">Of the same operation, after that.</param>
/// <param name="Value">What is read; null for anything.</param>
internal sealed record SameValue(StepName Read, StepName Change, string? Value) : IStepOrder
{
    public string Sentence => $"one {Read.Kind} and another both read {Value ?? "the same"} by {Read.What}, and both then do {Change.What}";

    public (StepName After, StepName Before)? Window => (Read, Change);

    public bool IsIn(VolleySteps volley) => Groups(volley, Read, Change).Any(group => (Value is null || group.Value == Value) && group.Size > 1);

    /// <summary>How many operations read each value of each cell and changed it only when all of them had read it.</summary>
    public static IEnumerable<(string Value, int Size)> Groups(VolleySteps volley, StepName read, StepName change) =>
        from pair in volley.All(read).Zip(volley.All(change))
        where pair is { First.Value: not null, Second: not null } && pair.First.IsBefore(pair.Second) && pair.First.Conflicts(pair.Second)
        group pair by (pair.First!.Value, pair.First.Cells[0].Exact) into same

        // Had one changed it before another began to read, then somebody has put that value there again.
        where same.Max(pair => pair.First!.Start) < same.Min(pair => pair.Second!.End)
        select (same.Key.Value!, same.Count());
}
