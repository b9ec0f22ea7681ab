using Lab.Contracts.Machine;

namespace Lab.Control.Backing;

/// <summary>A real PostgreSQL of our own on a loopback port, with throw-away data; 300 connections, no password.</summary>
/// <example><code>await using var postgres = await LocalPostgres.StartAsync(new() { Database = "shop" }, cancellationToken);</code></example>
public sealed class LocalPostgres : IAsyncDisposable
{
    private readonly LocalServer _server;

    private LocalPostgres(LocalServer server, int port, string connectionString) =>
        (_server, Port, ConnectionString) = (server, port, connectionString);

    /// <summary>Its port on 127.0.0.1, the same after a restart.</summary>
    public int Port { get; }

    /// <summary>Process id of the postmaster now.</summary>
    public int Pid => _server.Pid;

    /// <summary>In the form that Npgsql takes.</summary>
    public string ConnectionString { get; }

    /// <summary>Starts it, with the database created, and waits until it accepts connections.</summary>
    /// <exception cref="Lab.Contracts.LabException">PostgreSQL is missing or did not start; the message has the mend.</exception>
    public static async Task<LocalPostgres> StartAsync(LocalServerOptions options, CancellationToken cancellationToken)
    {
        ServerPrograms.Require(redis: false, postgres: true);
        var folder = options.Folder ?? await TempRoot.CreateFolderAsync("postgres", cancellationToken);
        var port = options.Port == 0 ? FreePorts.Take() : options.Port;
        var recipe = new PostgresRecipe(folder, port, options.Database);
        var server = await LocalServer.StartAsync("PostgreSQL", folder, recipe, TimeProvider.System, cancellationToken);
        return new LocalPostgres(server, port, recipe.ConnectionString);
    }

    /// <summary>SIGKILL to the server and its backends; done when they are gone. Committed data survives.</summary>
    public Task KillAsync() => _server.KillAsync();

    /// <summary>Starts it again on the same port and data; it recovers first.</summary>
    public Task StartAgainAsync(CancellationToken cancellationToken) => _server.StartAgainAsync(cancellationToken);

    /// <summary>SIGSTOP to the server and its backends; done when they stand still.</summary>
    public Task PauseAsync(CancellationToken cancellationToken) => _server.PauseAsync(cancellationToken);

    /// <summary>SIGCONT.</summary>
    public void Resume() => _server.Resume();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
