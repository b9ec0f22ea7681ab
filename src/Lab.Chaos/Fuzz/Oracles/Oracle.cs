using Lab.Chaos.Fuzz.Running;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Fuzz.Oracles;

/// <summary>Something that must be true of every trial, whatever was sent.</summary>
/// <param name="Name">As reports name it.</param>
/// <param name="Meaning">What must be true, in one sentence.</param>
/// <param name="Find">What is untrue of a trial; nothing when it holds.</param>
internal sealed record Oracle(string Name, string Meaning, Func<Trial, OutcomeRules, IEnumerable<Breach>> Find);

/// <summary>An oracle is broken.</summary>
internal sealed record Breach
{
    public required string Oracle { get; init; }

    /// <summary>The operation it was seen at.</summary>
    public required string Operation { get; init; }

    /// <summary>Status and code of the answer, or the name of the invariant: tells findings apart.</summary>
    public required string Sign { get; init; }

    /// <summary>One sentence that a human can check by hand.</summary>
    public required string Sentence { get; init; }

    /// <summary>Whether this is the same failure, seen again in another trial.</summary>
    public bool IsLike(Breach other) => (Oracle, Operation, Sign) == (other.Oracle, other.Operation, other.Sign);
}

/// <summary>Every oracle: add one here and in a file of its own.</summary>
internal static class Oracles
{
    public static IReadOnlyList<Oracle> All { get; } =
    [
        StillAlive.Oracle,
        NoServerError.Oracle,
        NoHang.Oracle,
        WholeAnswers.Oracle,
        DocumentedAnswers.Oracle,
        InvariantsHold.Oracle,
    ];

    /// <summary>What is broken, each thing once, however many clients or steps show it.</summary>
    public static IReadOnlyList<Breach> Judge(Trial trial, OutcomeRules rules) =>
        [.. All.SelectMany(oracle => oracle.Find(trial, rules)).DistinctBy(breach => (breach.Oracle, breach.Operation, breach.Sign))];
}
