using Npgsql;

namespace Lab.Services.Inventory.Storage;

/// <summary>Creates the tables at start. Replicas race for it; an advisory lock lets one win and the others find it done.</summary>
internal sealed partial class Schema(NpgsqlDataSource database, TimeProvider time, ILogger<Schema> logger) : BackgroundService
{
    // Any number that no other program on this database uses.
    private const long LockKey = 0x7469636B657473;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(250);

    // No CHECK (remaining >= 0) on events: the constraint alone would be a fix, and what is on show here are the strategies.
    private const string Sql = """
        CREATE TABLE IF NOT EXISTS events (
            id         text PRIMARY KEY,
            capacity   integer NOT NULL,
            remaining  integer NOT NULL,
            version    bigint NOT NULL DEFAULT 1,
            updated_at timestamptz NOT NULL DEFAULT clock_timestamp());
        CREATE INDEX IF NOT EXISTS events_updated_at ON events (updated_at);
        CREATE TABLE IF NOT EXISTS orders (
            id              uuid PRIMARY KEY,
            idempotency_key text NOT NULL UNIQUE,
            event_id        text NOT NULL,
            buyer_id        text NOT NULL,
            quantity        integer NOT NULL,
            replica         text NOT NULL,
            trace_id        text,
            created_at      timestamptz NOT NULL DEFAULT clock_timestamp());
        CREATE INDEX IF NOT EXISTS orders_event_id ON orders (event_id);
        """;

    private volatile bool _isReady;

    /// <summary>True from the moment the tables are there.</summary>
    public bool IsReady => _isReady;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!_isReady)
        {
            try
            {
                await CreateAsync(stoppingToken);
                _isReady = true;
            }
            catch (NpgsqlException exception)
            {
                // PostgreSQL may still be starting. Until it is there the replica reports itself unhealthy.
                LogNotYet(exception.Message);
                await Task.Delay(RetryAfter, time, stoppingToken);
            }
        }
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // Transaction-scoped: it cannot outlive a replica that dies here.
        await using var command = new NpgsqlCommand($"SELECT pg_advisory_xact_lock({LockKey}); {Sql}", connection, transaction);
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "PostgreSQL does not answer yet: {Reason}")]
    private partial void LogNotYet(string reason);
}
