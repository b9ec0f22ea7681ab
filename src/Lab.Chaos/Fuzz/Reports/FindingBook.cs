using Lab.Chaos.Checks;
using Lab.Chaos.Fuzz.Cases;
using Lab.Chaos.Fuzz.Oracles;
using Lab.Chaos.Fuzz.Payloads;
using Lab.Chaos.Fuzz.Shrinking;

namespace Lab.Chaos.Fuzz.Reports;

/// <summary>
/// The findings of a run without repetitions. One fault is hit by many cases: those that hold the field and kind of value of a known finding
/// are counted, and only the others are shrunk.
/// </summary>
internal sealed class FindingBook
{
    private const int PrintedValue = 60;

    /// <summary>After a field has failed alike with so many kinds of values, the next kind says nothing new.</summary>
    private const int KindsOfOneField = 4;

    private readonly List<FuzzFinding> _findings = [];
    private readonly Dictionary<FuzzFinding, FuzzCase> _smallest = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<(string Failure, string? Field, string? Kind)> _explained = [];

    public IReadOnlyList<FuzzFinding> Findings => _findings;

    /// <summary>Counts the failure when a known finding explains it.</summary>
    public bool IsKnown(FuzzCase failing, Breach breach)
    {
        var known = _findings.FirstOrDefault(finding => IsLike(finding, breach)
            && (finding.Field is null || failing.Mutations.Any(mutation => mutation.Field.ToString() == finding.Field && Explains(breach, mutation))));
        if (known is not null)
        {
            known.Seen++;
        }

        return known is not null;
    }

    /// <summary>Adds what shrinking left, or counts it where it is the same as another.</summary>
    public void Add(FuzzCase failing, Breach breach, FuzzCase smallest, FailureRate rate)
    {
        var finding = Finding(failing, breach, smallest, rate);
        foreach (var mutation in failing.Mutations.Where(mutation => mutation.Field.ToString() == finding.Field))
        {
            _explained.Add((Failure(breach), finding.Field, mutation.Boundary.Group));
        }

        if (_findings.FirstOrDefault(finding.IsSameAs) is { } same)
        {
            same.Seen++;
            return;
        }

        _explained.Add((Failure(breach), finding.Field, finding.Kind));
        _findings.Add(finding);
        _smallest[finding] = smallest;
    }

    /// <summary>The findings with their smallest cases, the worst first: in the order of the oracles.</summary>
    public IReadOnlyList<(FuzzFinding Finding, FuzzCase Smallest)> Ordered() =>
    [
        .. _findings
            .OrderBy(finding => Oracles.Oracles.All.TakeWhile(oracle => oracle.Name != finding.Oracle).Count())
            .Select(finding => (finding, _smallest[finding])),
    ];

    private bool Explains(Breach breach, Mutation mutation) =>
        _explained.Contains((Failure(breach), mutation.Field.ToString(), mutation.Boundary.Group))
        || _explained.Count(one => one.Failure == Failure(breach) && one.Field == mutation.Field.ToString()) >= KindsOfOneField;

    private static bool IsLike(FuzzFinding finding, Breach breach) =>
        (finding.Operation, finding.Oracle, finding.Sign) == (breach.Operation, breach.Oracle, breach.Sign);

    private static string Failure(Breach breach) => $"{breach.Operation}|{breach.Oracle}|{breach.Sign}";

    private static FuzzFinding Finding(FuzzCase failing, Breach breach, FuzzCase smallest, FailureRate rate)
    {
        var mutations = smallest.Mutations.DistinctBy(mutation => mutation.Field).ToList();
        return new FuzzFinding
        {
            Operation = breach.Operation,
            Oracle = breach.Oracle,
            Sign = breach.Sign,
            Sentence = breach.Sentence,
            Field = mutations.Count == 0 ? null : string.Join(", ", mutations.Select(mutation => mutation.Field)),
            Kind = mutations.Count == 0 ? null : string.Join(", ", mutations.Select(mutation => mutation.Boundary.Group)),
            Value = mutations.Count == 0 ? null : string.Join(", ", mutations.Select(mutation => Print(mutation.Boundary.Value))),
            Clients = smallest.Steps.Max(step => step.Clients),
            Requests = smallest.Steps.Count + (smallest.NeedsSetup ? 1 : 0),
            Failed = rate.Failed,
            Reruns = rate.Runs,
            Case = failing.Number,
            Verdict = rate.Failed == 0 && breach.Oracle is (NoHang.Name or WholeAnswers.Name) ? Verdict.Unknown : Verdict.Violated,
        };
    }

    /// <summary>The value as people read it: a long one by its beginning and its length.</summary>
    public static string Print(JsonPart value)
    {
        var text = value switch
        {
            JsonAbsent => "(left out)",
            JsonTwice twice => $"{JsonWriting.Write(twice.First, Blanks.None)} and {JsonWriting.Write(twice.Second, Blanks.None)}",
            JsonRaw { Text: "" } => "(nothing)",
            _ => JsonWriting.Write(value, Blanks.None),
        };
        text = text.TrimEnd(' ') is var trimmed && text.Length - trimmed.Length > PrintedValue ? $"{trimmed} and {text.Length - trimmed.Length} spaces" : text;
        var shown = string.Concat(text.Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? $"\\u{(int)letter:x4}" : letter.ToString()).Take(PrintedValue));
        return text.Length > PrintedValue ? $"{shown}… ({text.Length} characters)" : shown;
    }
}
