using Lab.Chaos.Checks;
using Lab.Chaos.Fuzz.Cases;
using Lab.Chaos.Fuzz.Payloads;

namespace Lab.Chaos.Fuzz.Running;

/// <summary>A case that was sent, with everything that came back: what oracles see, and all that they see.</summary>
internal sealed record Trial
{
    public required FuzzCase Case { get; init; }

    /// <summary>The fresh key it had to itself.</summary>
    public required string Key { get; init; }

    /// <summary>The setup request and its answer; null when the case needs none.</summary>
    public Exchanged? Setup { get; init; }

    /// <summary>One for each step that was sent; a step that an answer should have fed and did not is left out.</summary>
    public required IReadOnlyList<StepTrial> Steps { get; init; }

    /// <summary>What the scenario's invariants say of the key after a volley; empty when they were not asked.</summary>
    public IReadOnlyList<Finding> Invariants { get; init; } = [];

    /// <summary>Which processes ended meanwhile, in words; filled in only where nothing else was sent at the same time.</summary>
    public IReadOnlyList<string> Died { get; init; } = [];

    public IEnumerable<Exchanged> Exchanges => Steps.SelectMany(step => step.Exchanges).Concat(Setup is null ? [] : [Setup]);

    /// <summary>Sent and not answered: whoever ended a process is among these.</summary>
    public bool HasLost => Exchanges.Any(one => one.Answer.WasLostBefore || one.Answer.Kind is AnswerKind.Lost or AnswerKind.Late);

    /// <summary>Not even sent, because nobody listened: it says nothing about the case.</summary>
    public bool IsCollateral => !HasLost && Exchanges.Any(one => one.Answer.Kind == AnswerKind.Refused);
}

/// <summary>A step and what each of its clients got.</summary>
internal sealed record StepTrial(FuzzStep Step, IReadOnlyList<Exchanged> Exchanges);

/// <summary>A request and its answer.</summary>
internal sealed record Exchanged(WireRequest Request, Answer Answer)
{
    /// <summary>Operation id that the client used.</summary>
    public string Operation { get; init; } = "";
}
