using Lab.Chaos.Checks;
using Lab.Chaos.Histories;
using Lab.Chaos.Stress;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Debugging.Evidence;

/// <summary>One failure: what happened around the operation that shows it, on one clock.</summary>
/// <param name="Sentence">What the check found.</param>
/// <param name="Moments">In order, counted from the first.</param>
internal sealed record WindowMoments(string Sentence, IReadOnlyList<Moment> Moments)
{
    private const int Most = 12;
    private static readonly long Margin = TimeSpan.FromMilliseconds(1).ToNanoseconds();

    /// <param name="volley">Violated.</param>
    /// <param name="judgement">Of it.</param>
    public static WindowMoments Of(VolleyHistory volley, VolleyJudgement judgement)
    {
        var finding = judgement.Findings.First(finding => finding.Verdict == Verdict.Violated);
        var marks = Concerned(volley, finding).SelectMany(Marks).OrderBy(mark => mark.At).Take(Most).ToList();
        var zero = marks.Count == 0 ? 0 : marks[0].At;
        return new WindowMoments(
            finding.Sentence,
            [.. marks.Select(mark => new Moment((mark.At - zero) / 1e6, mark.Operation.Step ?? "request", mark.Operation.Id, mark.What, mark.Operation.Replica))]);
    }

    // The witness and those whose work it saw; of a witness that says nothing of that, whoever was there at the same time.
    private static IEnumerable<Operation> Concerned(VolleyHistory volley, Finding finding)
    {
        var witness = finding.Witnesses is [var first, ..] ? first : null;
        if (witness?.Seen is { } seen)
        {
            return volley.UnderCondition.Where(operation => operation.Id == witness.Id || seen.Values.Contains(operation.Id));
        }

        var (from, to) = witness is null ? Closest(volley) : (witness.Sent - Margin, witness.Returned + Margin);
        return volley.UnderCondition.Where(operation => operation.Sent <= to && operation.Returned >= from);
    }

    // Without a witness the narrowest place is where two looked at the key soonest after each other.
    private static (long From, long To) Closest(VolleyHistory volley)
    {
        List<Operation> looked = [.. volley.UnderCondition.Where(operation => operation.FirstRead is not null).OrderBy(operation => operation.FirstRead)];
        return looked.Count < 2
            ? (0, long.MaxValue)
            : looked.Zip(looked.Skip(1)).MinBy(pair => pair.Second.FirstRead - pair.First.FirstRead) is var (first, second)
                ? (first.FirstRead!.Value - Margin, second.FirstRead!.Value + Margin)
                : (0, long.MaxValue);
    }

    private static IEnumerable<(long At, Operation Operation, string What)> Marks(Operation operation)
    {
        yield return (operation.Sent, operation, "sent");
        if (operation.FirstRead is { } touched)
        {
            yield return (touched, operation, "first touched the key");
        }

        yield return (operation.Returned, operation, operation.Outcome switch
        {
            Outcome.Ok => "answered",
            Outcome.Fail => "refused",
            _ => "ended unknown",
        });
    }
}

/// <summary>Something that happened to an operation.</summary>
/// <param name="AtMs">From the first moment shown, ms.</param>
/// <param name="Kind"><c>request</c>, or its name in a mixed volley.</param>
/// <param name="Operation">Its id.</param>
/// <param name="What">For example <c>sent</c>.</param>
/// <param name="Replica">Who served it, when known.</param>
internal sealed record Moment(double AtMs, string Kind, string Operation, string What, string? Replica);
