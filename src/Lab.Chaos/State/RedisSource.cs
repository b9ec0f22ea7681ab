using Lab.Chaos.Scenarios;
using Lab.Contracts;
using StackExchange.Redis;

namespace Lab.Chaos.State;

/// <summary>Reads one Redis key per column with GET.</summary>
internal sealed class RedisSource : ISource
{
    private readonly ConnectionMultiplexer _connection;

    private RedisSource(ConnectionMultiplexer connection) => _connection = connection;

    public static async Task<RedisSource> ConnectAsync(string connectionString, string resource)
    {
        var options = ConfigurationOptions.Parse(connectionString);
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = 5_000;
        var connection = await ConnectionMultiplexer.ConnectAsync(options);
        return connection.IsConnected ? new RedisSource(connection)
            : throw new LabException($"Redis '{resource}' does not answer at {options.EndPoints[0]}. Is it running?");
    }

    public async Task<IReadOnlyDictionary<string, double?>> ColumnsAsync(
        StateQuery query, string key, CancellationToken cancellationToken)
    {
        var columns = new Dictionary<string, double?>(StringComparer.Ordinal);
        foreach (var (column, template) in query.Redis)
        {
            columns[column] = await GetAsync(template.Replace("{key}", key), cancellationToken);
        }

        return columns;
    }

    public Task<IReadOnlyList<string>> RecordsAsync(StateQuery query, string key, CancellationToken cancellationToken) =>
        throw new LabException($"'records' cannot be read from Redis '{query.Resource}'. Read them with SQL.");

    public async ValueTask DisposeAsync()
    {
        await _connection.CloseAsync(allowCommandsToComplete: false);
        _connection.Dispose();
    }

    // A node that has just come back is not connected yet: a value that cannot be read now is null, and the reader looks again.
    private async Task<double?> GetAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            string? text = await _connection.GetDatabase().StringGetAsync(key).WaitAsync(cancellationToken);
            return StateReader.Number(text);
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            return null;
        }
    }
}
