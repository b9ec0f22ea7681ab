using System.Data.Common;
using Lab.Chaos.Scenarios;
using Lab.Contracts;
using Npgsql;

namespace Lab.Chaos.State;

/// <summary>Reads by SQL with the parameter <c>@keys</c>.</summary>
internal sealed class PostgresSource(string connectionString) : ISource
{
    // Final reads come one at a time, after recovery: one connection serves, and a broken one is replaced by the pool.
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 2, ApplicationName = "lab" });

    public async Task<IReadOnlyDictionary<string, double?>> ColumnsAsync(
        StateQuery query, string key, CancellationToken cancellationToken)
    {
        var columns = new Dictionary<string, double?>(StringComparer.Ordinal);
        await foreach (var row in RowsAsync(query, key, cancellationToken))
        {
            for (var index = 0; index < row.FieldCount; index++)
            {
                if (row.GetName(index) is var name and not "key")
                {
                    columns[name] = StateReader.Number(row.GetValue(index));
                }
            }
        }

        return columns;
    }

    public async Task<IReadOnlyList<string>> RecordsAsync(StateQuery query, string key, CancellationToken cancellationToken)
    {
        var records = new List<string>();
        await foreach (var row in RowsAsync(query, key, cancellationToken))
        {
            records.Add(row.GetString(row.GetOrdinal("operation")));
        }

        return records;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async IAsyncEnumerable<DbDataReader> RowsAsync(
        StateQuery query,
        string key,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(query.Sql!);
        command.Parameters.AddWithValue("keys", new[] { key });
        await using var reader = await ExecuteAsync(command, query, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return reader;
        }
    }

    private static async Task<NpgsqlDataReader> ExecuteAsync(
        NpgsqlCommand command, StateQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await command.ExecuteReaderAsync(cancellationToken);
        }
        catch (PostgresException failure)
        {
            throw new LabException(
                $"The query on '{query.Resource}' failed: {failure.MessageText}. Mend it under 'state' or 'records' in the scenario.",
                failure);
        }
    }
}
