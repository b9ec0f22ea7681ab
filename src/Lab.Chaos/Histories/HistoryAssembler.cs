using Lab.Contracts.Histories;

namespace Lab.Chaos.Histories;

/// <summary>
/// Sorts lines into volleys. Operations of neighbouring volleys may interleave in the file, since a late reply is written when it
/// comes.
/// <code>header -> volley 0 -> operation* fault* -> final 0 -> volley 1 -> …</code>
/// </summary>
internal sealed class HistoryAssembler
{
    private readonly SortedDictionary<int, Parts> _volleys = [];
    private readonly HashSet<string> _operations = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, LoadHistory> _loads = [];
    private HistoryHeader? _header;

    /// <summary>Null until the first line was added.</summary>
    public HistoryHeader? Header => _header;

    /// <summary>Takes the next line; returns what is wrong with it, or null.</summary>
    public string? Add(HistoryLine line) => line switch
    {
        HistoryHeader header => Add(header),
        _ when _header is null => "the file does not begin with a header",
        VolleyStarted start => _volleys.TryAdd(start.Volley, new Parts(start))
            ? null
            : $"volley {start.Volley} was started before",
        OperationLine { Operation: var operation } => Add(operation),
        FaultEvent fault => InVolley(fault.Volley, parts => parts.Faults.Add(fault)),
        FinalState final => Add(final),
        LoadStarted start => _loads.TryAdd(start.Load, new LoadHistory(start, null)) ? null : $"load {start.Load} was started before",
        LoadEnded end => Add(end),
        _ => $"lines of type {line.GetType().Name} are unknown",
    };

    /// <summary>What was added so far, one entry per volley, in order of their numbers.</summary>
    public IReadOnlyList<VolleyHistory> Volleys() => [.. _volleys.Values.Select(parts => parts.ToHistory())];

    /// <summary>Loads in the order of their numbers.</summary>
    public IReadOnlyList<LoadHistory> Loads() => [.. _loads.Values];

    private string? Add(LoadEnded end)
    {
        if (!_loads.TryGetValue(end.Load, out var load))
        {
            return $"load {end.Load} was not started";
        }

        _loads[end.Load] = load with { End = end };
        return load.End is null ? null : $"load {end.Load} has ended already";
    }

    private string? Add(HistoryHeader header)
    {
        if (_header is not null)
        {
            return "a second header";
        }

        _header = header;
        return null;
    }

    // Ids join stored rows to operations: two operations under one id would make every later check meaningless.
    private string? Add(Operation operation) => _operations.Add(operation.Id)
        ? InVolley(operation.Volley, parts => (operation.Aside ? parts.Aside : parts.Operations).Add(operation))
        : $"operation {operation.Id} was recorded before";

    private string? Add(FinalState final) =>
        _volleys.TryGetValue(final.Volley, out var parts) && parts.Final is not null
            ? $"volley {final.Volley} has a final state already"
            : InVolley(final.Volley, seen => seen.Final = final);

    private string? InVolley(int volley, Action<Parts> add)
    {
        if (!_volleys.TryGetValue(volley, out var parts))
        {
            return $"volley {volley} was not started";
        }

        add(parts);
        return null;
    }

    private sealed class Parts(VolleyStarted start)
    {
        public List<Operation> Operations { get; } = [];

        public List<Operation> Aside { get; } = [];

        public List<FaultEvent> Faults { get; } = [];

        public FinalState? Final { get; set; }

        public VolleyHistory ToHistory() => new()
        {
            Start = start,
            Operations = Ordered(Operations),
            Aside = Ordered(Aside),
            Faults = [.. Faults.OrderBy(fault => fault.At)],
            Final = Final,
        };

        private static Operation[] Ordered(List<Operation> operations) =>
            [.. operations.OrderBy(operation => operation.Scheduled).ThenBy(operation => operation.Id, StringComparer.Ordinal)];
    }
}
