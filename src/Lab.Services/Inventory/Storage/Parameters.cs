using Npgsql;

namespace Lab.Services.Inventory.Storage;

/// <summary>Positional parameters ($1, $2, …): typed, so nothing is boxed, and never rewritten by the client.</summary>
internal static class Parameters
{
    public static NpgsqlCommand With<T>(this NpgsqlCommand command, T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return command;
    }

    /// <summary>$1 to $7: event, quantity, id, key, buyer, replica, trace.</summary>
    public static NpgsqlCommand With(this NpgsqlCommand command, Order order) => command
        .With(order.EventId)
        .With(order.Quantity)
        .With(order.Id)
        .With(order.Key)
        .With(order.BuyerId)
        .With(order.Replica)
        .With(order.TraceId);
}
