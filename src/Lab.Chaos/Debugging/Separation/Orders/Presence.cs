namespace Lab.Chaos.Debugging.Separation.Orders;

/// <summary>Somebody takes the step, such as filling an entry that was missing.</summary>
internal sealed record Presence(StepName Step) : IStepOrder
{
    public string Sentence => $"one {Step.Kind} does {Step.What}";

    public (StepName After, StepName Before)? Window => null;

    public bool IsIn(VolleySteps volley) => volley.All(Step).Any(step => step is not null);
}
