using Lab.Contracts.Histories;

namespace Lab.Chaos.Histories;

/// <summary>A whole run as it was written down, in order of volleys.</summary>
internal sealed record History
{
    public required HistoryHeader Header { get; init; }

    public required IReadOnlyList<VolleyHistory> Volleys { get; init; }

    /// <summary>In the order in which they ran.</summary>
    public IReadOnlyList<LoadHistory> Loads { get; init; } = [];

    /// <summary>
    /// Null when the file ends with a whole line; otherwise a sentence that says which line the end of the run cut short.
    /// Nothing else is lost with it: its volley has no final state and counts as Unknown.
    /// </summary>
    public string? Torn { get; init; }
}
