using Npgsql;

namespace Lab.Services.Inventory.Storage;

internal static class Database
{
    /// <summary>A pool that connects when first used, so that start-up does not wait for PostgreSQL.</summary>
    public static NpgsqlDataSource Open(string connectionString, int poolSize)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = poolSize,
            Timeout = 5,
            MaxAutoPrepare = 40,
            AutoPrepareMinUsages = 2,

            // Saves a statement per use; nothing here leaves anything behind in a session.
            NoResetOnClose = true,
        };
        var builder = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString);
        builder.EnableTransportSecurity();
        return builder.Build();
    }
}
