using System.Text.Json.Serialization;
using Lab.Chaos.Statistics;

namespace Lab.Chaos.Debugging.Evidence;

/// <summary>Stage 1: how often it fails, what a failure looks like, and who was there lately.</summary>
internal sealed record CollectedEvidence
{
    public required string Condition { get; init; }

    /// <summary>Volleys that hold or are violated.</summary>
    public required int Counted { get; init; }

    public required int Violated { get; init; }

    public required int Unknown { get; init; }

    /// <summary>95 %, Clopper-Pearson.</summary>
    public Interval Interval => ClopperPearson.Interval(Violated, Counted);

    [JsonIgnore]
    public double? Rate => Counted == 0 ? null : (double)Violated / Counted;

    /// <summary>A few failures, each with the moments around its window.</summary>
    public required IReadOnlyList<WindowMoments> Windows { get; init; }

    /// <summary>Newest first: changes of the code that serves the suspect.</summary>
    public required IReadOnlyList<Commit> Commits { get; init; }

    /// <summary>Where the commits were looked for, relative to the repository; empty when no service's sources were found.</summary>
    public required IReadOnlyList<string> Paths { get; init; }
}

/// <summary>A change of a suspect path.</summary>
/// <param name="Id">Abbreviated.</param>
/// <param name="Date">Of the author.</param>
/// <param name="Subject">First line of the message.</param>
internal sealed record Commit(string Id, string Date, string Subject);
