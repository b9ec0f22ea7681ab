namespace Lab.Chaos.Scenarios;

/// <summary>One operation of one service as a list of steps in program order.</summary>
internal sealed record OperationModel
{
    public required string Name { get; init; }

    /// <summary>The service that executes it.</summary>
    public required string Service { get; init; }

    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>Share of it among the operations that agents and volleys mix; above 0, default 1.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Who sends it again when no reply comes: a client or a queue; null for nobody.</summary>
    public RetryModel? Retry { get; init; }
}

/// <summary>The same request is sent again after that time without a reply, though the first attempt may still be going on.</summary>
/// <param name="After">Time from sending, above 0.</param>
/// <param name="Most">Attempts after the first, 1 or more.</param>
internal sealed record RetryModel(TimeSpan After, int Most);

internal enum StepKind
{
    /// <summary>Remembers the value and version of a cell.</summary>
    Read,

    /// <summary>Looks at what was read, never at the cell; refuses the request when it does not hold.</summary>
    Check,

    /// <summary>Waits for another service.</summary>
    Call,

    /// <summary>Stores a value that was made from what was read, a constant, a row of its own, or a copy.</summary>
    Write,

    /// <summary>One indivisible step: tests and changes.</summary>
    Atomic,

    /// <summary>Holds its inner steps; one holder at a time, unless the lease runs out.</summary>
    Lock,

    /// <summary>Holds its inner steps; their writes are seen by others at its end, together.</summary>
    Transaction,

    /// <summary>Makes a cell absent.</summary>
    Invalidate,
}

/// <summary>
/// One step: what is done to which key of which resource. A cell is one key of one resource; it has a value and a version that counts
/// its changes. Members that a kind does not have are at their defaults.
/// </summary>
internal sealed record Step
{
    public required StepKind Kind { get; init; }

    public required string Resource { get; init; }

    /// <summary>Key template: with <c>{key}</c> shared by requests for one key, with <c>{operation}</c> or <c>{process}</c> private, with none one cell.</summary>
    public required string Key { get; init; }

    /// <summary>Inner steps of a lock or transaction; of a read: what is done when the cell is absent.</summary>
    public IReadOnlyList<Step> Steps { get; init; } = [];

    /// <summary>Check, always: what must hold of the value read. Atomic: what must hold of the cell now; null for nothing.</summary>
    public Guard? Holds { get; init; }

    /// <summary>Write and atomic: what the value changes by; null when one of the next three says what is stored. Default −1: takes one unit.</summary>
    public long? Add { get; init; }

    /// <summary>Write: a constant, whatever was there.</summary>
    public long? Set { get; init; }

    /// <summary>Write: adds a row of its own to the cell's set; the cell counts the rows.</summary>
    public bool New { get; init; }

    /// <summary>Write: a copy of what was read from that cell.</summary>
    public CellName? From { get; init; }

    /// <summary>Read inside a transaction: takes the row lock, which is held to the transaction's end.</summary>
    public bool ForUpdate { get; init; }

    /// <summary>Atomic: only if the version is the one that was read; else the operation starts over.</summary>
    public bool Version { get; init; }

    /// <summary>Lock: after this time it is free for others, whether or not its holder has ended; null for never.</summary>
    public TimeSpan? Lease { get; init; }

    /// <summary>Lock: effects inside that carry an older token than the newest one granted are refused.</summary>
    public bool Fencing { get; init; }

    /// <summary>Call: it changes something there, such as a charge.</summary>
    public bool Applies { get; init; }

    /// <summary>Call, write, atomic: applied once for each request, however often that is sent.</summary>
    public bool Idempotent { get; init; }

    /// <summary>Transaction.</summary>
    public Isolation Isolation { get; init; }

    /// <summary>Call: the operation of the callee whose steps are executed there; null when only its latency counts.</summary>
    public string? Operation { get; init; }
}

/// <summary>A key of a resource, written <c>postgres item:{key}</c>.</summary>
internal sealed record CellName(string Resource, string Key)
{
    public override string ToString() => $"{Resource} {Key}";
}

internal enum Isolation
{
    /// <summary>Sees what others have committed.</summary>
    ReadCommitted,

    /// <summary>Starts over at commit when something that it read has changed.</summary>
    Serializable,
}

/// <summary>A condition on a cell's value, written <c>&gt;= 1</c>.</summary>
internal readonly record struct Guard(Relation Relation, long Operand)
{
    public bool Holds(long value) => Relation switch
    {
        Relation.AtLeast => value >= Operand,
        Relation.Above => value > Operand,
        Relation.AtMost => value <= Operand,
        Relation.Below => value < Operand,
        Relation.Equal => value == Operand,
        Relation.NotEqual => value != Operand,
        _ => throw new System.Diagnostics.UnreachableException($"{Relation} is no comparison."),
    };

    public override string ToString() => $"{Sign} {Operand}";

    private string Sign => Relation switch
    {
        Relation.AtLeast => ">=",
        Relation.Above => ">",
        Relation.AtMost => "<=",
        Relation.Below => "<",
        Relation.Equal => "=",
        Relation.NotEqual => "!=",
        _ => throw new System.Diagnostics.UnreachableException($"{Relation} is no comparison."),
    };
}

internal enum Relation
{
    AtLeast,
    Above,
    AtMost,
    Below,
    Equal,
    NotEqual,
}
