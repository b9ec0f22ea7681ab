using Lab.Chaos.Fuzz.Payloads;
using Lab.Chaos.Fuzz.Rules;

namespace Lab.Chaos.Fuzz.Cases;

/// <summary>
/// One trial as data: it can be sent, printed, compared and made smaller. Steps go one after the other, each to the operation of its own; those of
/// <see cref="FuzzStep.Clients"/> above one are released together.
/// </summary>
internal sealed record FuzzCase
{
    /// <summary>From 0; the seed and this make the case.</summary>
    public required int Number { get; init; }

    /// <summary>The scenario's setup request goes first, so that the key exists.</summary>
    public required bool NeedsSetup { get; init; }

    public required IReadOnlyList<FuzzStep> Steps { get; init; }

    public bool IsVolley => Steps.Any(step => step.Clients > 1);

    /// <summary>Everything in it that is not plausible.</summary>
    public IEnumerable<Mutation> Mutations => Steps.SelectMany(step => step.Mutations);

    /// <summary>Every byte that chance decides, as text: same seed, same text.</summary>
    public string Describe() => string.Join('\n', Steps.Select(step => step.Describe()).Prepend($"case {Number}{(NeedsSetup ? ", after setup" : "")}"));
}

/// <summary>One request, or the same from several clients at once.</summary>
internal sealed record FuzzStep
{
    public required FuzzOperation Operation { get; init; }

    /// <summary>The request before its mutations.</summary>
    public required RequestDraft Baseline { get; init; }

    public required IReadOnlyList<Mutation> Mutations { get; init; }

    /// <summary>How many send it at once; 1 or more.</summary>
    public int Clients { get; init; } = 1;

    /// <summary>Sends what the step before sent, ids included.</summary>
    public bool IsRepeat { get; init; }

    /// <summary>The request as it is sent. Outer fields first, or they would take back what was done within them.</summary>
    public RequestDraft Draft => Mutations
        .OrderBy(mutation => mutation.Field.Pointer.Length)
        .Aggregate(Baseline, (draft, mutation) => draft.With(mutation.Field, mutation.Boundary.Value));

    public string Describe()
    {
        var wire = Wire.Render(Draft, Blanks.None, new Uri("http://target"));
        var mutations = string.Concat(Mutations.Select(mutation => $"\n  {mutation.Field}: {mutation.Boundary.Group}, {mutation.Boundary.Name}"));
        return $"{Operation.Name} x{Clients}{(IsRepeat ? " again" : "")}{mutations}\n{Convert.ToHexStringLower(wire.Bytes)}";
    }
}
