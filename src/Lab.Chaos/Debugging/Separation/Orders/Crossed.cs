namespace Lab.Chaos.Debugging.Separation.Orders;

/// <summary>
/// Two operations of which each was before the other somewhere, so that no order of the two explains what they saw (see <see cref="Lab.Chaos.Witness.Crossing"/>):
/// <code>
/// A  There.First ──────────── Back.Second       update   SET product ────────────────────────── DEL listing, price
/// B    There.Second   Back.First                request                GET product   GET price
/// </code>
/// </summary>
/// <param name="There">A step of A before a conflicting one of B.</param>
/// <param name="Back">A step of B before a conflicting one of A.</param>
internal sealed record Crossed((StepName First, StepName Second) There, (StepName First, StepName Second) Back) : IStepOrder
{
    /// <summary>As two operations that read, each before the other wrote, do.</summary>
    public bool IsMirrored => There == Back;

    public string Sentence => this switch
    {
        { IsMirrored: true } => $"one {There.First.Kind} and another both do {There.First.What} before either does {There.Second.What}",
        { Wraps: true } => $"{There.Second.What} of one {There.Second.Kind} comes after {There.First.What} of {Other} {There.First.Kind}, and its {Back.First.What} before the other's {Back.Second.What}",
        _ => $"{There.First.What} of one {There.First.Kind} comes before {There.Second.What} of {Other} {There.Second.Kind}, and {Back.First.What} of the latter before {Back.Second.What} of the former",
    };

    /// <summary>Both steps of B fall between those of A.</summary>
    public required bool Wraps { get; init; }

    public (StepName After, StepName Before)? Window => Wraps || IsMirrored ? (There.First, Back.Second) : null;

    private string Other => There.First.Kind == There.Second.Kind ? "another" : "one";

    public bool IsIn(VolleySteps volley)
    {
        var (first, second, third, fourth) = (volley.All(There.First), volley.All(There.Second), volley.All(Back.First), volley.All(Back.Second));
        for (var a = 0; a < Math.Min(first.Count, fourth.Count); a++)
        {
            for (var b = 0; first[a] is not null && fourth[a] is not null && b < Math.Min(second.Count, third.Count); b++)
            {
                if (a != b && IsPair(first[a]!, second[b]) && third[b] is { } back && IsPair(back, fourth[a]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsPair(TracedStep first, TracedStep? second) => second is not null && first.IsBefore(second) && first.Conflicts(second);
}
