using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>Reads <c>state</c> and <c>records</c>: SQL for PostgreSQL, Redis keys by column name.</summary>
internal sealed class StateReader(ServiceBook services)
{
    private const string SqlExample = "select id as key, remaining from events where id = any(@keys)";

    public IReadOnlyList<StateQuery> Read(Field? field) =>
        [.. (field?.Entries(SqlExample) ?? []).Select(Query).OfType<StateQuery>()];

    /// <summary>Exactly one query, in SQL, with the columns <c>key</c> and <c>operation</c>.</summary>
    public StateQuery? ReadRecords(Field? field)
    {
        Field[] entries = [.. field?.Entries(Grammar.Scenario["records"].Example) ?? []];
        if (field?.Node is YamlMap && entries.Length != 1)
        {
            field.Wrong("'records' must name exactly one service. Write for example: postgres: "
                + "select event_id as key, idempotency_key as operation from orders where event_id = any(@keys)");
        }

        return entries is [var only] && services.NamedByKey(only, "records", ServiceKind.Postgres) is { } resource
            ? Sql(only, resource, ["key", "operation"])
            : null;
    }

    private StateQuery? Query(Field entry)
    {
        string? resource = services.NamedByKey(entry, "state", ServiceKind.Redis, ServiceKind.Postgres);

        // Where the kind could not be read, the form of the query tells which was meant.
        bool redis = (resource is null ? null : services.KindOf(resource)) is { } kind
            ? kind == ServiceKind.Redis
            : entry.Node is YamlMap;

        return resource is null ? null
            : redis ? Redis(entry, resource)
            : Sql(entry, resource, ["key"]);
    }

    private static StateQuery? Sql(Field entry, string resource, IReadOnlyList<string> needed)
    {
        if (entry.Text() is not { } sql)
        {
            return null;
        }

        if (!sql.Contains("@keys"))
        {
            entry.Wrong($"'{entry.Path}' reads every key there is. Restrict it to the volley's keys: … where id = any(@keys)");
        }

        foreach (string column in needed.Except(SelectList.Columns(sql) ?? needed))
        {
            entry.Wrong($"'{entry.Path}' returns no column '{column}'. Name one so, for example: select id as {column}, …");
        }

        return new StateQuery { Resource = resource, Sql = sql, Redis = new Dictionary<string, string>() };
    }

    private static StateQuery Redis(Field entry, string resource)
    {
        Dictionary<string, string> columns = [];
        foreach (Field column in entry.Entries("\"stock:{key}\""))
        {
            string? key = column.Text();
            Placeholders.Check(column, key, Placeholders.OfState);
            if (key?.Contains(Placeholders.Key) == false)
            {
                column.Wrong($"'{column.Path}' reads the same entry for every key. Put {Placeholders.Key} into it: \"stock:{{key}}\".");
            }

            columns[column.Name] = key ?? "";
        }

        return new StateQuery { Resource = resource, Redis = columns };
    }
}
