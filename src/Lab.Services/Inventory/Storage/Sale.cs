using System.Data;
using Npgsql;

namespace Lab.Services.Inventory.Storage;

/// <summary>
/// Takes tickets from an event's row and stores the order, in one statement of one transaction: both happen or neither.
/// How the row is changed, and on what condition, is what strategies differ in.
/// </summary>
internal sealed class Sale(string set, string condition)
{
    /// <summary>Takes from what is there. For those who hold the row.</summary>
    public static readonly Sale Unconditional = new("remaining - $2", "");

    /// <summary>Takes from what is there if there is enough.</summary>
    public static readonly Sale IfEnough = new("remaining - $2", "AND remaining >= $2");

    /// <summary>Takes from what is there if nobody changed the row since it was read; $8 is the version read.</summary>
    public static readonly Sale IfUnchanged = new("remaining - $2", "AND version = $8");

    /// <summary>Writes a value computed from an earlier reading, whatever is there by now; $8 is the count read.</summary>
    public static readonly Sale Overwriting = new("$8 - $2", "");

    // The key's unique constraint is the last guard: an order that was stored before inserts nothing, and is then rolled back.
    private readonly string _sql = $"""
        WITH taken AS (
            UPDATE events SET remaining = {set}, version = version + 1, updated_at = clock_timestamp()
            WHERE id = $1 {condition}
            RETURNING remaining, version),
        placed AS (
            INSERT INTO orders (event_id, quantity, id, idempotency_key, buyer_id, replica, trace_id)
            SELECT $1, $2, $3, $4, $5, $6, $7 FROM taken
            ON CONFLICT (idempotency_key) DO NOTHING
            RETURNING 1)
        SELECT remaining, version, EXISTS (SELECT FROM placed) FROM taken
        """;

    /// <summary>Commits when, and only when, it returns <see cref="SaleOutcome.Committed"/>.</summary>
    /// <param name="transaction">Is over when this returns or throws.</param>
    /// <param name="order">To be stored.</param>
    /// <param name="read">$8: what the attempt had read, for the conditions that compare with it.</param>
    public async Task<(SaleOutcome Outcome, Stock Stock)> CommitAsync(NpgsqlTransaction transaction, Order order, long? read)
    {
        // Not cancellable: payments have accepted by now.
        await using var command = new NpgsqlCommand(_sql, transaction.Connection, transaction).With(order);
        if (read is { } value)
        {
            command.With(value);
        }

        var (outcome, stock) = await ExecuteAsync(command);
        if (outcome == SaleOutcome.Committed)
        {
            await transaction.CommitAsync(CancellationToken.None);
        }
        else
        {
            await transaction.RollbackAsync(CancellationToken.None);
        }

        return (outcome, stock);
    }

    private static async Task<(SaleOutcome Outcome, Stock Stock)> ExecuteAsync(NpgsqlCommand command)
    {
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, CancellationToken.None);
        if (!await reader.ReadAsync(CancellationToken.None))
        {
            return (SaleOutcome.ConditionFailed, default);
        }

        return reader.GetBoolean(2)
            ? (SaleOutcome.Committed, new Stock(reader.GetInt32(0), reader.GetInt64(1)))
            : (SaleOutcome.KeyTaken, default);
    }
}
