using System.Text.RegularExpressions;

namespace Lab.Chaos.Tracing.Accesses;

/// <summary>
/// What a SQL statement does, from its text. Not a parser: it looks for the verbs, their tables and whether an update tests what it
/// changes, also within <c>WITH</c>. A cell is a table, because the values of parameters are not told.
/// <code>
/// UPDATE events SET remaining = $2 WHERE id = $1                                     overwrites
/// UPDATE events SET remaining = remaining - $2 WHERE id = $1                         adds
/// UPDATE events SET remaining = remaining - $2 WHERE id = $1 AND remaining >= $2     tests and changes
/// </code>
/// </summary>
internal static partial class SqlText
{
    public static IEnumerable<Access> Read(string store, string text)
    {
        var sql = Spaces().Replace(Comments().Replace(text, " "), " ").Trim().TrimEnd(';');
        if (Transaction(store, sql) is { } boundary)
        {
            return [boundary];
        }

        var named = Names().Matches(sql).Select(match => match.Groups["name"].Value.ToLowerInvariant()).ToHashSet();
        IEnumerable<Access> accesses =
        [
            .. AdvisoryLocks(store, sql),
            .. Updates().Matches(sql).Select(match => Changed(store, match.Groups["table"].Value, Update(match))),
            .. Inserts().Matches(sql).Select(match => Changed(store, match.Groups["table"].Value, Inserting(sql, match)) with { IsNewRow = true }),
            .. Deletes().Matches(sql).Select(match => Changed(store, match.Groups["table"].Value, Effect.Remove)),
            .. Reading(store, sql),
        ];

        // A table that a statement changes is changed and read in one step; its own names are no tables.
        return accesses.Where(access => !named.Contains(access.Cell.Key)).DistinctBy(access => access.Cell);
    }

    private static Access? Transaction(string store, string sql)
    {
        var verb = sql.Split(' ')[0].ToUpperInvariant();
        var cell = new Cell(store, "transaction");
        var serializable = sql.Contains("SERIALIZABLE", StringComparison.OrdinalIgnoreCase)
            || sql.Contains("REPEATABLE READ", StringComparison.OrdinalIgnoreCase);
        return verb switch
        {
            "BEGIN" or "START" => new Access { Effect = Effect.Begin, Cell = cell, IsSerializable = serializable },
            "COMMIT" or "ROLLBACK" or "END" => new Access { Effect = Effect.End, Cell = cell },
            _ => null,
        };
    }

    private static IEnumerable<Access> AdvisoryLocks(string store, string sql) => AdvisoryLock().Matches(sql).Select(match => new Access
    {
        Effect = match.Groups["end"].Success ? Effect.Unlock : Effect.Lock,
        Cell = new Cell(store, "advisory lock"),
    });

    private static IEnumerable<Access> Reading(string store, string sql)
    {
        var effect = ForUpdate().IsMatch(sql) ? Effect.ReadForUpdate : Effect.Read;
        return Sources().Matches(sql).Select(match => Changed(store, match.Groups["table"].Value, effect));
    }

    private static Access Changed(string store, string table, Effect effect) =>
        new() { Effect = effect, Cell = new Cell(store, table.Trim('"').ToLowerInvariant()) };

    private static Effect Inserting(string sql, Match match)
    {
        var rest = sql[match.Index..];
        return Upsert().IsMatch(rest) ? Effect.Overwrite
            : rest.Contains("ON CONFLICT", StringComparison.OrdinalIgnoreCase) ? Effect.Guarded : Effect.Insert;
    }

    private static Effect Update(Match match)
    {
        (string Column, string Value)[] sets =
        [
            .. Assignments().Matches(match.Groups["sets"].Value)
                .Select(set => (set.Groups["column"].Value.ToLowerInvariant(), set.Groups["value"].Value.ToLowerInvariant())),
        ];
        // Beside the key, which says what row it is: a column that it also sets, or a comparison.
        var where = match.Groups["where"].Value;
        var tests = Comparisons().IsMatch(where) || sets.Any(set => Mentions(where, set.Column));

        // `updated_at = now()` says nothing about the value that was read; `version = version + 1` does not put one there.
        var given = sets.Any(set => Parameter().IsMatch(set.Value) && !Mentions(set.Value, set.Column));
        return tests ? Effect.Guarded : given ? Effect.Overwrite : Effect.Add;
    }

    private static bool Mentions(string text, string column) => Regex.IsMatch(text, $@"\b{Regex.Escape(column)}\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);

    [GeneratedRegex(@"--[^\n]*|/\*.*?\*/", RegexOptions.Singleline, 1000)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"(\bWITH\b|,)\s*(?<name>\w+) AS (NOT )?(MATERIALIZED )?\(", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Names();

    // Up to RETURNING, or the bracket that closes the WITH it stands in; brackets within, two deep, belong to it.
    [GeneratedRegex(@"(?<!FOR |KEY |DO )\bUPDATE (ONLY )?(?<table>[\w.""]+)( (AS )?\w+)? SET (?<sets>([^()]|\(([^()]|\([^()]*\))*\))*?)"
        + @"( WHERE (?<where>([^()]|\(([^()]|\([^()]*\))*\))*?))?(?= RETURNING\b| ?\)| ?$)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Updates();

    [GeneratedRegex(@"\bINSERT INTO (?<table>[\w.""]+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Inserts();

    [GeneratedRegex(@"\bDELETE FROM (ONLY )?(?<table>[\w.""]+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Deletes();

    [GeneratedRegex(@"\b(FROM|JOIN) (ONLY )?(?<table>[A-Za-z_""][\w.""]*)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sources();

    [GeneratedRegex(@"\bFOR (NO KEY )?UPDATE\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ForUpdate();

    [GeneratedRegex(@"\bON CONFLICT\b.*\bDO UPDATE\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Upsert();

    [GeneratedRegex(@"(?<column>\w+)""? ?= ?(?<value>[^=]*?)(?=, ?""?\w+""? ?=|$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Assignments();

    [GeneratedRegex("<|>|!=", RegexOptions.None, 1000)]
    private static partial Regex Comparisons();

    [GeneratedRegex(@"[$@:?]|\b[0-9]+\b|'", RegexOptions.None, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\bpg_(try_)?advisory_(xact_)?(?<end>un)?lock", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AdvisoryLock();
}
