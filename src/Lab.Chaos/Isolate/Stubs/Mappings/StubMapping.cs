using System.Text.Json.Nodes;
using Lab.Chaos.Isolate.Stubs.Matching;
using Lab.Chaos.Isolate.Stubs.Replies;

namespace Lab.Chaos.Isolate.Stubs.Mappings;

/// <summary>Which requests are answered, and how.</summary>
internal sealed record StubMapping
{
    /// <summary>Where none is given.</summary>
    public const int UsualPriority = 5;

    public required Guid Id { get; init; }

    /// <summary>As it was given, id included; never changed, only replaced.</summary>
    public required JsonObject Json { get; init; }

    public string? Name { get; init; }

    /// <summary>1 is asked first; among equals whichever came last.</summary>
    public int Priority { get; init; } = UsualPriority;

    public required RequestPattern Request { get; init; }

    public required StubReply Reply { get; init; }

    /// <summary>Null outside of any scenario.</summary>
    public ScenarioStep? Step { get; init; }
}
