using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Lab.Services.Inventory.Storage;

/// <summary>
/// Fit to sell when PostgreSQL, which holds the orders, answers. Redis is not asked: with a node dead the fixed strategies still
/// sell, and taking their replicas out of service would turn a lost cache into an outage.
/// </summary>
internal sealed class PostgresHealth(NpgsqlDataSource database, Schema schema) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!schema.IsReady)
        {
            // Every start passes through this; the service says so itself when the tables cannot be made.
            return HealthCheckResult.Degraded("The tables are not created yet.");
        }

        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            await using var command = new NpgsqlCommand("SELECT 1", connection);
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException exception)
        {
            return HealthCheckResult.Unhealthy("PostgreSQL does not answer.", exception);
        }
    }
}
