using Lab.Chaos.Histories;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Checks;

/// <summary>
/// Every record has an operation that may have caused it.
/// <code>
/// holds:     a |--info-->   records: a    (nobody knows, so it may have happened)
/// violated:  a |--fail--|   records: a    (the buyer was told "no" and is charged)
/// violated:  a |--ok--|     records: a b  (b was never asked for in this volley)
/// violated:  a |--info-->   records: a a  (one call explains one record; an Ok's second copy is acknowledged-once's to find)
/// </code>
/// </summary>
internal static class NoPhantoms
{
    public static BuiltInCheck Check { get; } = BuiltInCheck.OfRecords(
        "no-phantoms", "Every record belongs to an acknowledged or an unknown operation of its volley.", Find);

    private static Finding Find(VolleyHistory volley, KeptRecords kept)
    {
        var key = volley.Start.Key;
        var operations = volley.Operations.ToDictionary(operation => operation.Id, StringComparer.Ordinal);
        string[] nobodys = [.. kept.Ids.Where(id => !operations.ContainsKey(id)).Distinct(StringComparer.Ordinal)];
        Operation[] refused = [.. volley.Operations.Where(operation =>
            operation.Outcome is Outcome.Fail && kept.CopiesOf(operation.Id) > 0)];
        Operation[] doubled = [.. volley.Operations.Where(operation =>
            operation.Outcome is Outcome.Info && kept.CopiesOf(operation.Id) > 1)];
        if (kept.Ids is [])
        {
            return Finding.Without(Check.Name, Verdict.Unknown, $"{key}: no record was kept, so none could be a phantom.");
        }

        if (nobodys is [] && refused is [] && doubled is [])
        {
            return Finding.Without(Check.Name, Verdict.Holds,
                $"{key}: each of {kept.Ids.Count} records belongs to an operation that may have happened.");
        }

        Operation[] offending = [.. refused.Concat(doubled).OrderBy(operation => operation.Scheduled)];
        return new Finding
        {
            Check = Check.Name,
            // An operation that the lab failed to record would look like nobody's: that alone must not accuse the system.
            Verdict = offending is [] && IsIncomplete(volley) ? Verdict.Unknown : Verdict.Violated,
            Sentence = $"{key}: of {kept.Ids.Count} records, {nobodys.Length} belong to no operation of this volley"
                + $"{First(nobodys)}; {refused.Length} refused operations have a record{First(Ids(refused))}; "
                + $"{doubled.Length} unknown ones have more than one{First(Ids(doubled))}.",
            Excess = offending.Length + nobodys.Length,
            Witnesses = Witnesses.Of(offending, operation => kept.CopiesOf(operation.Id)),
        };
    }

    private static bool IsIncomplete(VolleyHistory volley) => volley.Operations.Count < volley.Start.Requests;

    private static IEnumerable<string> Ids(Operation[] operations) => operations.Select(operation => operation.Id);

    private static string First(IEnumerable<string> ids) => ids.FirstOrDefault() is { } first ? $" (first {first})" : "";
}
