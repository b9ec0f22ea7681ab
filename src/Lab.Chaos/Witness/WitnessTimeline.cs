using Lab.Chaos.Journals;

namespace Lab.Chaos.Witness;

/// <summary>One violation as a sequence of steps: who read what when, who wrote in between. One entry of <c>witness.json</c>.</summary>
internal sealed record WitnessTimeline
{
    public const string FileName = "witness.json";

    public required string Variant { get; init; }

    public required string Condition { get; init; }

    /// <summary>Number of the volley within the run.</summary>
    public required int Volley { get; init; }

    /// <summary>The contended key.</summary>
    public required string Key { get; init; }

    /// <summary>What happened, in one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>Who took part, in the order in which they are drawn.</summary>
    public required IReadOnlyList<WitnessLane> Lanes { get; init; }

    /// <summary>By start.</summary>
    public required IReadOnlyList<WitnessStep> Steps { get; init; }

    public required IReadOnlyList<string> TraceIds { get; init; }

    /// <summary>Those of a run; empty when it has none, or some that this lab cannot read.</summary>
    public static IReadOnlyList<WitnessTimeline> Read(RunFolder run) => RunFile.Read<List<WitnessTimeline>>(run, FileName) ?? [];
}

/// <summary>A participant.</summary>
/// <param name="Name">For example <c>inventory-2</c>.</param>
/// <param name="Kind"><c>client</c>, <c>replica</c>, <c>redis</c>, <c>postgres</c>, or another service.</param>
internal sealed record WitnessLane(string Name, string Kind);

/// <summary>One request, read, write or call.</summary>
internal sealed record WitnessStep
{
    /// <summary>The operation on whose behalf it happened.</summary>
    public required string Operation { get; init; }

    /// <summary>Lane that does it.</summary>
    public required string Lane { get; init; }

    /// <summary>Lane that it is done to.</summary>
    public required string Target { get; init; }

    /// <summary><c>request</c>, <c>read</c>, <c>write</c> or <c>call</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>For example <c>GET stock:19b5-22 = 1</c>.</summary>
    public required string Label { get; init; }

    /// <summary>Since the first step, ms.</summary>
    public required double StartMs { get; init; }

    public required double EndMs { get; init; }

    /// <summary>One of the few accesses that show the violation; the others are how it came to them.</summary>
    public bool IsDecisive { get; init; }

    public string? TraceId { get; init; }

    public string? SpanId { get; init; }
}
