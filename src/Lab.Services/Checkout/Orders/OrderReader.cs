using System.Data;
using Lab.Services.Api;
using Npgsql;

namespace Lab.Services.Checkout.Orders;

/// <summary>Reads orders where inventory stored them.</summary>
internal sealed class OrderReader(NpgsqlDataSource database)
{
    /// <summary>Null when there is none.</summary>
    public async Task<OrderReply?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT id, event_id, quantity, replica FROM orders WHERE id = $1", connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new OrderReply
            {
                OrderId = reader.GetGuid(0),
                EventId = reader.GetString(1),
                Quantity = reader.GetInt32(2),
                Replica = reader.GetString(3),
            }
            : null;
    }
}
