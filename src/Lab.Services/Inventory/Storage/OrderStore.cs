using System.Data;
using System.Diagnostics;
using Lab.Services.Inventory.Strategies;
using Lab.Services.Replicas;
using Npgsql;

namespace Lab.Services.Inventory.Storage;

/// <summary>Rows of <c>orders</c>.</summary>
internal sealed class OrderStore(NpgsqlDataSource database, Replica replica, TimeProvider time)
{
    /// <summary>The order that an attempt becomes once it is stored.</summary>
    public Order From(Attempt attempt) => new()
    {
        // Version 7 grows with time, so that new rows go to one end of the index.
        Id = Guid.CreateVersion7(time.GetUtcNow()),
        Key = attempt.Key,
        EventId = attempt.EventId,
        BuyerId = attempt.BuyerId,
        Quantity = attempt.Quantity,
        Replica = replica.Name,
        TraceId = attempt.TraceId,
    };

    /// <summary>The order stored under an idempotency key; null when there is none.</summary>
    public async Task<Order?> FindByKeyAsync(string key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("""
            SELECT id, idempotency_key, event_id, buyer_id, quantity, replica, trace_id FROM orders WHERE idempotency_key = $1
            """, connection);
        await using var reader = await command.With(key)
            .ExecuteReaderAsync(CommandBehavior.SingleRow, cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new Order
            {
                Id = reader.GetGuid(0),
                Key = reader.GetString(1),
                EventId = reader.GetString(2),
                BuyerId = reader.GetString(3),
                Quantity = reader.GetInt32(4),
                Replica = reader.GetString(5),
                TraceId = reader.IsDBNull(6) ? null : reader.GetString(6),
            }
            : null;
    }

    /// <summary>Stores an order by itself, the stock untouched; false when its key was stored before.</summary>
    public async Task<bool> TryInsertAsync(Order order, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("""
            INSERT INTO orders (event_id, quantity, id, idempotency_key, buyer_id, replica, trace_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (idempotency_key) DO NOTHING
            """, connection);
        return await command.With(order).ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Makes a sale; null when the row did not meet its condition, and nothing was changed.</summary>
    /// <param name="sale">How the event's row is changed.</param>
    /// <param name="transaction">Is over when this returns or throws.</param>
    /// <param name="attempt">Becomes the order.</param>
    /// <param name="read">What the attempt had read, for sales that compare with it.</param>
    public async Task<ReservationResult?> SellAsync(Sale sale, NpgsqlTransaction transaction, Attempt attempt, long? read)
    {
        var order = From(attempt);
        var (outcome, stock) = await sale.CommitAsync(transaction, order, read);
        return outcome switch
        {
            SaleOutcome.Committed => new ReservationResult.Sold(order, stock),
            SaleOutcome.KeyTaken => await StoredAsync(attempt.Key),
            SaleOutcome.ConditionFailed => null,
            _ => throw new UnreachableException($"There is no result for {outcome}, because all three are above."),
        };
    }

    /// <summary>The order that was stored under a key before; to be called once the key is known to be taken.</summary>
    public async Task<ReservationResult> StoredAsync(string key) =>
        await FindByKeyAsync(key, CancellationToken.None) is { } stored
            ? new ReservationResult.AlreadyStored(stored)
            : throw new UnreachableException($"Key '{key}' has no order, although the unique constraint found one; none is ever deleted.");
}
