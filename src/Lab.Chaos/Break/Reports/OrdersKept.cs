using Lab.Chaos.Checks;
using Lab.Chaos.Histories;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Break.Reports;

/// <summary>What became of acknowledged operations, over many volleys.</summary>
internal sealed record OrdersKept
{
    public required int Acknowledged { get; init; }

    /// <summary>Acknowledged and found nowhere.</summary>
    public required int Lost { get; init; }

    /// <summary>Kept more than once, acknowledged or not.</summary>
    public required int Duplicated { get; init; }

    /// <summary>Operations whose outcome the client never learned: they may have been kept or not.</summary>
    public required int Unknown { get; init; }

    /// <summary>Null when no volley has records.</summary>
    public static OrdersKept? Of(IEnumerable<VolleyHistory> volleys)
    {
        var read = volleys.Select(volley => (Volley: volley, Kept: KeptRecords.Of(volley))).Where(pair => pair.Kept is not null).ToList();
        return read.Count == 0 ? null : new OrdersKept
        {
            Acknowledged = read.Sum(pair => Acknowledgements(pair.Volley).Count()),
            Lost = read.Sum(pair => Acknowledgements(pair.Volley).Count(operation => pair.Kept!.CopiesOf(operation.Id) == 0)),
            Duplicated = read.Sum(pair => pair.Kept!.Ids.Distinct(StringComparer.Ordinal).Count(id => pair.Kept.CopiesOf(id) > 1)),
            Unknown = read.Sum(pair => pair.Volley.Operations.Count(operation => operation.Outcome is Outcome.Info)),
        };
    }

    private static IEnumerable<Operation> Acknowledgements(VolleyHistory volley) =>
        volley.Operations.Where(operation => operation.Outcome is Outcome.Ok);
}
