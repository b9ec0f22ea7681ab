using Lab.Chaos.Scenarios;
using Lab.Contracts;
using Npgsql;

namespace Lab.Chaos.State;

/// <summary>Reads by SQL with the parameter <c>@keys</c>.</summary>
internal sealed class PostgresSource(string connectionString, TimeProvider time) : ISource
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(100);

    // Final reads come one at a time, after recovery: one connection serves, and a broken one is replaced by the pool.
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 2, ApplicationName = "lab" });

    public Task<IReadOnlyDictionary<string, double?>> ColumnsAsync(
        StateQuery query, string key, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyDictionary<string, double?>>(
            query,
            key,
            async rows =>
            {
                var columns = new Dictionary<string, double?>(StringComparer.Ordinal);
                while (await rows.ReadAsync(cancellationToken))
                {
                    foreach (var index in Enumerable.Range(0, rows.FieldCount).Where(index => rows.GetName(index) != "key"))
                    {
                        columns[rows.GetName(index)] = StateReader.Number(rows.GetValue(index));
                    }
                }

                return columns;
            },
            cancellationToken);

    public Task<IReadOnlyList<string>> RecordsAsync(StateQuery query, string key, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<string>>(
            query,
            key,
            async rows =>
            {
                var records = new List<string>();
                while (await rows.ReadAsync(cancellationToken))
                {
                    records.Add(rows.GetString(rows.GetOrdinal("operation")));
                }

                return records;
            },
            cancellationToken);

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    // After a fault the pooled connection is dead and the server may be starting: reads are repeated, they change nothing.
    private async Task<T> ReadAsync<T>(
        StateQuery query, string key, Func<NpgsqlDataReader, Task<T>> read, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                await using var connection = await _source.OpenConnectionAsync(cancellationToken);
                await using var command = new NpgsqlCommand(query.Sql!, connection);
                command.Parameters.AddWithValue("keys", new[] { key });
                await using var rows = await command.ExecuteReaderAsync(cancellationToken);
                return await read(rows);
            }
            catch (PostgresException failure) when (!failure.IsTransient)
            {
                throw new LabException(
                    $"The query on '{query.Resource}' failed: {failure.MessageText}. Mend it under 'state' or 'records' in the scenario.",
                    failure);
            }
            catch (NpgsqlException failure) when (time.GetElapsedTime(started) > Patience)
            {
                throw new LabException(
                    $"'{query.Resource}' could not be read for {Patience.TotalSeconds:0} s: {failure.Message} Is it running, and is its connection string right?",
                    failure);
            }
            catch (NpgsqlException)
            {
                await Task.Delay(RetryAfter, time, cancellationToken);
            }
        }
    }
}
