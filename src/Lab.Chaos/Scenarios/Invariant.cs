using Lab.Chaos.Checks;

namespace Lab.Chaos.Scenarios;

/// <summary>Reads columns per key from one resource: SQL text, or Redis commands by column name.</summary>
internal sealed record StateQuery
{
    public required string Resource { get; init; }

    /// <summary>SQL with parameter <c>@keys</c> (text array) and a column <c>key</c>; null for Redis.</summary>
    public string? Sql { get; init; }

    /// <summary>Column to Redis key with placeholder {key}, read with GET; empty for SQL.</summary>
    public required IReadOnlyDictionary<string, string> Redis { get; init; }
}

/// <summary>True of every key after recovery. Exactly one of <see cref="Holds"/> and <see cref="Check"/> is set.</summary>
internal sealed record Invariant
{
    public required string Name { get; init; }

    public Comparison? Holds { get; init; }

    /// <summary>Name of a built-in check of the history: <c>acknowledged-once</c>, <c>no-phantoms</c>, <c>never-mixed</c>, <c>linearizable</c>.</summary>
    public string? Check { get; init; }

    /// <summary>What <c>linearizable</c> holds the history against; null for other checks.</summary>
    public CallModel? Model { get; init; }

    /// <summary>How long after recovery it may still be untrue; zero when it must be true at the first look.</summary>
    public required TimeSpan Within { get; init; }

    /// <summary>What it means when it is untrue: Violated, or Unknown for what only shows that the volley proved nothing.</summary>
    public required Verdict Otherwise { get; init; }
}

/// <summary><c>left operator right</c>, for example <c>sold &lt;= capacity</c>; each side is a column or a number.</summary>
internal sealed record Comparison(string Left, string Operator, string Right)
{
    public override string ToString() => $"{Left} {Operator} {Right}";
}
