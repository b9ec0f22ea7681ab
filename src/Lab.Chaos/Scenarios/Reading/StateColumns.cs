namespace Lab.Chaos.Scenarios.Reading;

/// <summary>The columns that invariants may compare.</summary>
/// <param name="Known">All that the queries certainly return, without <c>key</c>.</param>
/// <param name="Open">Whether some SQL query may return more than its text tells; then every column is accepted.</param>
internal sealed record StateColumns(IReadOnlySet<string> Known, bool Open)
{
    public bool Has(string column) => Open || Known.Contains(column);

    /// <param name="state">The queries.</param>
    /// <param name="complete">Whether these are all; if one could not be read, its columns are not known.</param>
    public static StateColumns Of(IReadOnlyList<StateQuery> state, bool complete)
    {
        IReadOnlyList<string>?[] sql = [.. state.Where(query => query.Sql is not null).Select(query => SelectList.Columns(query.Sql!))];
        IEnumerable<string> known = sql.SelectMany(columns => columns ?? []).Concat(state.SelectMany(query => query.Redis.Keys));

        return new StateColumns(known.Where(column => column != "key").ToHashSet(), !complete || sql.Contains(null));
    }
}
