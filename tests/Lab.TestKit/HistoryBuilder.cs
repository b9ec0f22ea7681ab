using Lab.Chaos.Histories;
using Lab.Contracts.Histories;

namespace Lab.TestKit;

/// <summary>
/// Draws the history of one volley. One line is one operation, one column is one millisecond:
/// <code>
/// new HistoryBuilder(stock: 1)
///     .Timeline("""
///         a |--ok---|
///         b    |--fail--|
///         c  |----info--->
///         """)
///     .Final(("sold", 1), ("capacity", 1))
///     .Records("a")
///     .Build();
/// </code>
/// The first column after the name is time 0. Requests of the volley are the drawn operations unless said otherwise.
/// </summary>
internal sealed class HistoryBuilder(int stock = 1, int number = 0)
{
    private const long Column = 1_000_000;

    private readonly List<Operation> _operations = [];
    private readonly List<FaultEvent> _faults = [];
    private Dictionary<string, double?>? _columns;
    private Dictionary<string, double?>? _settled;
    private string[]? _records;
    private int? _requests;
    private VolleyStarted _start = Some.Volley(number) with { Stock = stock };

    public HistoryBuilder Arm(string variant, string condition)
    {
        _start = _start with { Variant = variant, Condition = condition };
        return this;
    }

    public HistoryBuilder Timeline(string drawing)
    {
        _operations.AddRange(drawing
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(Draw));
        return this;
    }

    /// <summary>How many requests the volley meant to send, when not all of them were recorded.</summary>
    public HistoryBuilder Requests(int requests)
    {
        _requests = requests;
        return this;
    }

    public HistoryBuilder Fault(string action, string replica = "inventory-1", long atMilliseconds = 0)
    {
        _faults.Add(new FaultEvent
        {
            Volley = number,
            At = atMilliseconds * Column,
            Action = action,
            Replica = replica,
        });
        return this;
    }

    /// <summary>Columns at the first look after recovery.</summary>
    public HistoryBuilder Final(params (string Column, double? Value)[] columns)
    {
        _columns = columns.ToDictionary(column => column.Column, column => column.Value, StringComparer.Ordinal);
        return this;
    }

    /// <summary>Columns at the last look; the same as the first unless said otherwise.</summary>
    public HistoryBuilder Settled(params (string Column, double? Value)[] columns)
    {
        _settled = columns.ToDictionary(column => column.Column, column => column.Value, StringComparer.Ordinal);
        return this;
    }

    public HistoryBuilder Records(params string[] operations)
    {
        _records = operations;
        return this;
    }

    /// <summary>The volley; without columns and records its final state is missing.</summary>
    public VolleyHistory Build() => new()
    {
        Start = _start with { Requests = _requests ?? _operations.Count },
        Operations = [.. _operations.OrderBy(operation => operation.Scheduled)],
        Faults = _faults,
        Final = _columns is null && _records is null
            ? null
            : new FinalState
            {
                Volley = number,
                Columns = _columns ?? [],
                Settled = _settled ?? _columns ?? [],
                Records = _records,
            },
    };

    private Operation Draw(string line, int process)
    {
        var start = line.IndexOf('|', StringComparison.Ordinal);
        var end = line.AsSpan(start + 1).IndexOfAny('|', '>') + start + 1;
        var word = start < end ? line[(start + 1)..end].Trim('-') : "";
        if (start < 0 || !Enum.TryParse<Outcome>(word, ignoreCase: true, out var outcome))
        {
            throw new FormatException($"'{line}' is not of the form 'name |--ok--|'; outcomes are ok, fail, info.");
        }

        var id = line[..start].Trim();
        var zero = line.IndexOf(' ', line.IndexOf(id, StringComparison.Ordinal)) + 1;
        return Some.Operation(id, outcome) with
        {
            Volley = number,
            Process = process,
            Key = _start.Key,
            Scheduled = (start - zero) * Column,
            Sent = (start - zero) * Column,
            Returned = (end - zero) * Column,
        };
    }
}
