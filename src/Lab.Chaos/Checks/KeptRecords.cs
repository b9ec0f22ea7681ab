using Lab.Chaos.Histories;

namespace Lab.Chaos.Checks;

/// <summary>A volley's operations joined to the records that the system kept.</summary>
internal sealed class KeptRecords
{
    private readonly Dictionary<string, int> _copies;

    private KeptRecords(IReadOnlyList<string> records)
    {
        Ids = records;
        _copies = records.CountBy(id => id).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>Operation ids as the system kept them, repeated when it kept one twice.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>How many records carry this operation's id.</summary>
    public int CopiesOf(string operation) => _copies.GetValueOrDefault(operation);

    /// <summary>Null when the final reads are missing or did not include records.</summary>
    public static KeptRecords? Of(VolleyHistory volley) =>
        volley.Final?.Records is { } records ? new KeptRecords(records) : null;
}
