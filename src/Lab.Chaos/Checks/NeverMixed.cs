using Lab.Chaos.Histories;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Checks;

/// <summary>
/// Whatever one read combines must be of one update. Requests that show what they have <c>seen</c> are the reads, all others the updates.
/// <code>
/// update 7:     |-----------ok--|
/// holds:     |--ok: product 6, price 6--|       |--ok: product 7, price 7--|
/// violated:         |--ok: product 7, price 6--|
/// unknown:                           no read before its end, or none after its begin: nothing could be mixed
/// </code>
/// </summary>
internal static class NeverMixed
{
    public static BuiltInCheck Check { get; } = new("never-mixed", "No acknowledged read combines what two updates wrote.", Find);

    private static Finding Find(VolleyHistory volley)
    {
        var key = volley.Start.Key;
        Operation[] acknowledged = [.. volley.Operations.Where(operation => operation.Outcome is Outcome.Ok)];
        Operation[] reads = [.. acknowledged.Where(operation => operation.Seen is { Count: > 1 })];
        Operation[] updates = [.. acknowledged.Where(operation => operation.Seen is null)];
        Operation[] mixed = [.. reads.Where(read => Updates(read) > 1)];
        if (mixed is [var first, ..])
        {
            return new Finding
            {
                Check = Check.Name,
                Verdict = Verdict.Violated,
                Sentence = $"{key}: {mixed.Length} of {reads.Length} reads combined what different updates wrote; the first, {first.Id}, saw {Words(first)}.",
                Excess = mixed.Length,
                Witnesses = Witnesses.Of(mixed, Updates),
            };
        }

        var among = updates.Count(update => IsAmong(update, reads));
        var overlaps = updates.Sum(update => reads.Count(read => Overlap(read, update)));
        return among == 0
            ? Finding.Without(Check.Name, Verdict.Unknown,
                $"{key}: of {updates.Length} acknowledged updates none had reads before its end and after its begin ({reads.Length} reads), so nothing could be mixed.")
            : Finding.Without(Check.Name, Verdict.Holds,
                $"{key}: each of {reads.Length} reads is of one update; {among} updates came among them, in {overlaps} pairs at the same time.");
    }

    private static long Updates(Operation read) => read.Seen!.Values.Distinct(StringComparer.Ordinal).LongCount();

    // Readers were there before it was over and after it had begun: what was made from the old could meet what was made from the new.
    private static bool IsAmong(Operation update, Operation[] reads) =>
        reads.Any(read => read.Sent <= update.Returned) && reads.Any(read => read.Returned >= update.Sent);

    private static bool Overlap(Operation read, Operation update) => read.Sent <= update.Returned && update.Sent <= read.Returned;

    private static string Words(Operation read) => string.Join(", ", read.Seen!.GroupBy(seen => seen.Value, seen => seen.Key)
        .Select(update => $"{string.Join(" and ", update)} of {update.Key}"));
}
