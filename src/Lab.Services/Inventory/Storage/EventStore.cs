using System.Data;
using Npgsql;

namespace Lab.Services.Inventory.Storage;

/// <summary>Reads and creates rows of <c>events</c>. Sales change them: <see cref="Sale"/>.</summary>
internal sealed class EventStore(NpgsqlDataSource database)
{
    private const string Columns = "id, capacity, remaining, version";

    /// <summary>Null when the id is taken.</summary>
    public async Task<EventRow?> TryCreateAsync(string id, int capacity, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            $"INSERT INTO events (id, capacity, remaining) VALUES ($1, $2, $2) ON CONFLICT DO NOTHING RETURNING {Columns}", connection);
        return await ReadRowAsync(command.With(id).With(capacity), cancellationToken);
    }

    /// <summary>Null when there is none.</summary>
    public async Task<EventRow?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"SELECT {Columns} FROM events WHERE id = $1", connection);
        return await ReadRowAsync(command.With(id), cancellationToken);
    }

    /// <summary>The stock, locked against every other writer until the transaction ends; null when there is no such event.</summary>
    public static async Task<Stock?> LockAsync(
        NpgsqlTransaction transaction, string id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT {Columns} FROM events WHERE id = $1 FOR UPDATE", transaction.Connection, transaction);
        return (await ReadRowAsync(command.With(id), cancellationToken))?.Stock;
    }

    /// <summary>Capacity less the sum of all orders; null when there is no such event.</summary>
    public async Task<long?> CountUnsoldAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("""
            SELECT capacity - (SELECT coalesce(sum(quantity), 0) FROM orders WHERE event_id = $1) FROM events WHERE id = $1
            """, connection);
        return (long?)await command.With(id).ExecuteScalarAsync(cancellationToken);
    }

    /// <summary>Events that changed within the last <paramref name="age"/>, the latest first.</summary>
    public async Task<IReadOnlyList<EventRow>> ChangedWithinAsync(
        TimeSpan age, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            $"SELECT {Columns} FROM events WHERE updated_at > clock_timestamp() - $1 ORDER BY updated_at DESC LIMIT $2", connection);
        await using var reader = await command.With(age).With(limit).ExecuteReaderAsync(cancellationToken);
        var rows = new List<EventRow>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(Row(reader));
        }

        return rows;
    }

    private static async Task<EventRow?> ReadRowAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Row(reader) : null;
    }

    private static EventRow Row(NpgsqlDataReader reader) =>
        new(reader.GetString(0), reader.GetInt32(1), new Stock(reader.GetInt32(2), reader.GetInt64(3)));
}
