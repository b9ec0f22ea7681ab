namespace Lab.Chaos.Isolate.Stubs.Replies;

/// <summary>Delays of every mapping that has none of that kind itself: WireMock's global settings.</summary>
internal sealed record StubSettings
{
    /// <summary>Null for none.</summary>
    public TimeSpan? FixedDelay { get; init; }

    /// <summary>Null for none.</summary>
    public StubDelay? Distribution { get; init; }
}
