using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Experiments;

/// <summary>One arm to run: so many volleys of one variant under one condition.</summary>
internal sealed record ArmPlan(Variant Variant, Condition Condition, int Volleys, VolleySize Size)
{
    /// <summary>True when one witness answers the question, so that the arm may end with it.</summary>
    public bool StopsAtWitness { get; init; }

    /// <summary>For people: <c>naive, unaligned</c>.</summary>
    public string Title => $"{Variant.Name}, {Condition.Name}";
}
