namespace Lab.Chaos.Witness;

/// <summary>A witness as the journal keeps it: what happened, and where to look it up.</summary>
internal sealed record WitnessNote
{
    public required string Variant { get; init; }

    public required string Condition { get; init; }

    public required int Volley { get; init; }

    public required string Sentence { get; init; }

    /// <summary>To open in the dashboard.</summary>
    public required IReadOnlyList<string> TraceIds { get; init; }

    public static WitnessNote Of(WitnessTimeline witness) => new()
    {
        Variant = witness.Variant,
        Condition = witness.Condition,
        Volley = witness.Volley,
        Sentence = witness.Sentence,
        TraceIds = witness.TraceIds,
    };
}
