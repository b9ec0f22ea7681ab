using Lab.Chaos.Histories;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Shards;

/// <summary>
/// Several histories as one. Volleys are independent trials, so it does not matter which process fired them: they are numbered anew, in an order that
/// does not depend on the order of the histories. Times stay as they are; they are only compared within a volley, and a volley has one process.
/// </summary>
internal static class HistoryMerge
{
    /// <summary>The lines of the merged file.</summary>
    /// <param name="parts">Name of the run and its history, of one scenario, without loads.</param>
    public static IEnumerable<HistoryLine> Of(IReadOnlyList<(string Run, History History)> parts)
    {
        yield return parts.OrderBy(part => part.Run, StringComparer.Ordinal).First().History.Header;
        var volleys = parts
            .SelectMany(part => part.History.Volleys.Select(volley => (part.Run, Volley: volley)))
            .OrderBy(one => one.Volley.Start.Volley)
            .ThenBy(one => one.Run, StringComparer.Ordinal);
        foreach (var (number, (_, volley)) in volleys.Index())
        {
            foreach (var line in Lines(volley, number))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<HistoryLine> Lines(VolleyHistory volley, int number)
    {
        yield return volley.Start with { Volley = number };
        foreach (var operation in volley.Operations.Concat(volley.Aside))
        {
            yield return new OperationLine(operation with { Volley = number });
        }

        foreach (var fault in volley.Faults)
        {
            yield return fault with { Volley = number };
        }

        if (volley.Final is { } final)
        {
            yield return final with { Volley = number };
        }
    }
}
