using Lab.Chaos.Predict.Model;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Stress;
using Lab.Chaos.Targets;
using Lab.Contracts;
using Npgsql;
using StackExchange.Redis;

namespace Lab.Chaos.Predict.Calibration;

/// <summary>Round trips to the backing stores, one at a time, from this process. They leave nothing behind.</summary>
internal sealed class RoundTrips(ITarget target, TimeProvider time)
{
    private const int Unmeasured = 100;
    private const int Measured = 200;

    // The insert alone would commit without waiting for the disk, because a temporary table is in no log; the message is, and is read by nobody.
    private const string Change = "insert into lab_probe select 1 from pg_logical_emit_message(true, 'lab', 'probe')";

    /// <summary>Of each store that a step of the model touches; one that cannot be reached is left out, and <paramref name="notes"/> says so.</summary>
    public async Task<IReadOnlyDictionary<string, ResourceReadings>> ReadAsync(SystemModel model, List<string> notes, CancellationToken cancellationToken)
    {
        Dictionary<string, ResourceReadings> readings = new(StringComparer.Ordinal);
        foreach (var store in model.Services.Where(service => service.Kind != ServiceKind.Http && model.Boundaries.Any(boundary => boundary.To == service.Name)))
        {
            try
            {
                var connection = await target.ConnectionStringAsync(store.Name, cancellationToken);
                readings[store.Name] = store.Kind == ServiceKind.Redis
                    ? await RedisAsync(connection, cancellationToken)
                    : await PostgresAsync(connection, cancellationToken);
            }
            catch (Exception failure) when (failure is LabException or RedisException or NpgsqlException)
            {
                notes.Add($"{store.Name}: the round trip was not measured. {failure.Message}");
            }
        }

        return readings;
    }

    private async Task<ResourceReadings> RedisAsync(string connectionString, CancellationToken cancellationToken)
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync(connectionString).WaitAsync(cancellationToken);
        var database = connection.GetDatabase();
        return new ResourceReadings(await TimesAsync(() => database.PingAsync(), cancellationToken), []);
    }

    private async Task<ResourceReadings> PostgresAsync(string connectionString, CancellationToken cancellationToken)
    {
        // Not pooled: the temporary table goes with the connection.
        var own = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, ApplicationName = "lab" };
        await using var connection = new NpgsqlConnection(own.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var table = new NpgsqlCommand("create temporary table lab_probe (one int)", connection);
        await table.ExecuteNonQueryAsync(cancellationToken);
        await using var look = new NpgsqlCommand("select 1", connection);
        await using var change = new NpgsqlCommand(Change, connection);
        await look.PrepareAsync(cancellationToken);
        await change.PrepareAsync(cancellationToken);
        return new ResourceReadings(
            await TimesAsync(() => look.ExecuteScalarAsync(cancellationToken), cancellationToken),
            await TimesAsync(() => change.ExecuteNonQueryAsync(cancellationToken), cancellationToken));
    }

    private async Task<IReadOnlyList<double>> TimesAsync(Func<Task> trip, CancellationToken cancellationToken)
    {
        var times = new double[Measured];
        for (var n = -Unmeasured; n < Measured; n++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var started = time.Nanoseconds();
            await trip();
            if (n >= 0)
            {
                times[n] = time.Nanoseconds() - started;
            }
        }

        return times;
    }
}
