namespace Lab.Chaos.Debugging.Separation.Orders;

/// <summary>Something that steps of a volley's operations do or do not do: a step is there, or comes between two others.</summary>
internal interface IStepOrder
{
    /// <summary>As people say it; it fits behind "in 40 of 48 failing volleys".</summary>
    string Sentence { get; }

    /// <summary>The time within one operation that another gets into; null when it is about none.</summary>
    (StepName After, StepName Before)? Window { get; }

    /// <summary>Whether operations of the volley do so. Where spans overlap nobody knows which was first, and nothing is claimed.</summary>
    bool IsIn(VolleySteps volley);
}
