using System.Text.Json.Serialization;

namespace Lab.Chaos.Predict.Forecasts;

/// <summary>What the lab expects of one variant, saved before anything is measured. Says nothing that depends on when or how fast it was made.</summary>
internal sealed record Prediction
{
    public required string Scenario { get; init; }

    /// <summary>Null for the scenario's own operations.</summary>
    public required string? Variant { get; init; }

    /// <summary>Suppositions, as they were typed.</summary>
    public required IReadOnlyList<string> WhatIf { get; init; }

    public required long Seed { get; init; }

    public required int Agents { get; init; }

    public required int Cycles { get; init; }

    /// <summary>Every number that it rests on, and where that comes from.</summary>
    public required IReadOnlyList<NumberUsed> Numbers { get; init; }

    /// <summary>The population at its usual load.</summary>
    public required CrowdSummary Crowd { get; init; }

    /// <summary>The whole system under volleys, one forecast per arm.</summary>
    public required IReadOnlyList<VolleyForecast> Volleys { get; init; }

    /// <summary>All boundaries, where to look first at the top.</summary>
    public required IReadOnlyList<BoundaryForecast> Boundaries { get; init; }

    /// <summary>Null when no boundary is volatile.</summary>
    public required Hotspot? Hotspot { get; init; }

    /// <summary>Boundaries by how often their hottest key is written: the guess of somebody who only looks at traffic.</summary>
    public required IReadOnlyList<string> MostWritten { get; init; }

    /// <summary><c>ticketing, naive</c>, or <c>ticketing, naive, if inventory.replicas=1</c>.</summary>
    [JsonIgnore]
    public string Title => Scenario + (Variant is null ? "" : $", {Variant}") + (WhatIf.Count == 0 ? "" : ", if " + string.Join(" and ", WhatIf));
}

/// <summary>The boundary ranked riskiest, with the load that triggers it: what phase 2 aims at.</summary>
/// <param name="Boundary">As <c>inventory -> redis</c>.</param>
/// <param name="Key">Key template of the cell that is damaged.</param>
/// <param name="Requests">Requests of a volley.</param>
/// <param name="Within">Window over which they are spread.</param>
/// <param name="Reaches">Share of volleys violated at that load, at least; null when the search found no load and the workload's own is named.</param>
internal sealed record Hotspot(string Boundary, string Key, int Requests, TimeSpan Within, double? Reaches);

/// <summary>A number of the model, for people.</summary>
/// <param name="Of">Service, or what else it belongs to.</param>
/// <param name="What">For example <c>latency</c>.</param>
/// <param name="Value">With its unit.</param>
/// <param name="Origin">Assumed, Given, Measured or Supposed.</param>
internal sealed record NumberUsed(string Of, string What, string Value, Model.Origin Origin);

/// <summary>What the base crowds came to, added up.</summary>
internal sealed record CrowdSummary
{
    public required int Worlds { get; init; }

    public required long Steps { get; init; }

    public required long Requests { get; init; }

    public required long Ok { get; init; }

    public required long Refused { get; init; }

    public required long TimedOut { get; init; }

    public required long Lost { get; init; }

    public required long Retries { get; init; }

    public required long Violated { get; init; }

    /// <summary>Mean virtual time of one world.</summary>
    public required double VirtualSeconds { get; init; }

    /// <summary>Latency of replies; null when there was none.</summary>
    public required TimeSpan? P50 { get; init; }

    public required TimeSpan? P99 { get; init; }

    /// <summary>Processors busy on average, by service in the model's order.</summary>
    public required IReadOnlyDictionary<string, double> ProcessorsBusy { get; init; }
}
