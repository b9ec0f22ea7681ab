using Lab.Chaos.Histories;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Checks;

/// <summary>
/// Whoever was told "yes" must be found in the books, once.
/// <code>
/// holds:     a |--ok--|   records: a
/// violated:  a |--ok--|   records:        (lost: the buyer stands at the door without a ticket)
/// violated:  a |--ok--|   records: a a    (duplicate: the buyer paid twice)
/// </code>
/// </summary>
internal static class AcknowledgedOnce
{
    public static BuiltInCheck Check { get; } = BuiltInCheck.OfRecords(
        "acknowledged-once", "Every acknowledged operation has exactly one record.", Find);

    private static Finding Find(VolleyHistory volley, KeptRecords kept)
    {
        Operation[] acknowledged = [.. volley.Operations.Where(operation => operation.Outcome is Outcome.Ok)];
        Operation[] lost = [.. acknowledged.Where(operation => kept.CopiesOf(operation.Id) == 0)];
        Operation[] doubled = [.. acknowledged.Where(operation => kept.CopiesOf(operation.Id) > 1)];
        var key = volley.Start.Key;
        if (acknowledged is [])
        {
            return Finding.Without(Check.Name, Verdict.Unknown,
                $"{key}: nothing was acknowledged, so nothing could be lost or doubled.");
        }

        if (lost is [] && doubled is [])
        {
            return Finding.Without(Check.Name, Verdict.Holds,
                $"{key}: each of {acknowledged.Length} acknowledged operations has exactly one record.");
        }

        Operation[] offending = [.. acknowledged.Where(operation => kept.CopiesOf(operation.Id) != 1)];
        return new Finding
        {
            Check = Check.Name,
            Verdict = Verdict.Violated,
            Sentence = $"{key}: of {acknowledged.Length} acknowledged operations, {lost.Length} have no record{First(lost)}, "
                + $"{doubled.Length} have more than one{First(doubled)}.",
            Excess = offending.Length,
            // A lost order counts as worse than one that was kept any number of times too often.
            Witnesses = Witnesses.Of(offending, operation => Badness(kept.CopiesOf(operation.Id))),
        };
    }

    private static long Badness(int copies) => copies == 0 ? long.MaxValue : copies;

    private static string First(Operation[] operations) => operations is [var first, ..] ? $" (first {first.Id})" : "";
}
