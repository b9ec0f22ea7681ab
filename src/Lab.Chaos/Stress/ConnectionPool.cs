using System.Collections.Concurrent;

namespace Lab.Chaos.Stress;

/// <summary>Connections that outlive a volley: opening 200 takes longer than firing them.</summary>
internal sealed class ConnectionPool(Uri target) : IDisposable
{
    private readonly ConcurrentQueue<Connection> _idle = [];

    /// <summary>An idle connection that is still alive, or a new one.</summary>
    public async ValueTask<Connection> RentAsync(CancellationToken cancellationToken)
    {
        while (_idle.TryDequeue(out var connection))
        {
            if (connection.IsQuiet)
            {
                return connection;
            }

            connection.Dispose();
        }

        return await Connection.OpenAsync(target, cancellationToken);
    }

    public void Return(Connection connection) => _idle.Enqueue(connection);

    public void Dispose()
    {
        while (_idle.TryDequeue(out var connection))
        {
            connection.Dispose();
        }
    }
}
