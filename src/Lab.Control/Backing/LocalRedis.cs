using Lab.Contracts.Machine;

namespace Lab.Control.Backing;

/// <summary>A real redis-server of our own on a loopback port, without persistence.</summary>
/// <example><code>await using var redis = await LocalRedis.StartAsync(new(), cancellationToken);</code></example>
public sealed class LocalRedis : IAsyncDisposable
{
    private readonly LocalServer _server;

    private LocalRedis(LocalServer server, int port) => (_server, Port) = (server, port);

    /// <summary>Its port on 127.0.0.1, the same after a restart.</summary>
    public int Port { get; }

    /// <summary>Its process id now.</summary>
    public int Pid => _server.Pid;

    /// <summary><c>127.0.0.1:port</c>, as StackExchange.Redis takes it.</summary>
    public string ConnectionString => $"127.0.0.1:{Port}";

    /// <summary>Starts it and waits until it answers.</summary>
    /// <exception cref="Lab.Contracts.LabException">redis-server is missing or did not start; the message has the mend.</exception>
    public static async Task<LocalRedis> StartAsync(LocalServerOptions options, CancellationToken cancellationToken)
    {
        ServerPrograms.Require(redis: true, postgres: false);
        var folder = options.Folder ?? await TempRoot.CreateFolderAsync("redis", cancellationToken);
        var port = options.Port == 0 ? FreePorts.Take() : options.Port;
        var recipe = new RedisRecipe(folder, port);
        return new LocalRedis(await LocalServer.StartAsync("Redis", folder, recipe, TimeProvider.System, cancellationToken), port);
    }

    /// <summary>SIGKILL; done when it is gone. Its data is lost, as it has no persistence.</summary>
    public Task KillAsync() => _server.KillAsync();

    /// <summary>Starts it again on the same port, empty.</summary>
    public Task StartAgainAsync(CancellationToken cancellationToken) => _server.StartAgainAsync(cancellationToken);

    /// <summary>SIGSTOP; done when it stands still.</summary>
    public Task PauseAsync(CancellationToken cancellationToken) => _server.PauseAsync(cancellationToken);

    /// <summary>SIGCONT.</summary>
    public void Resume() => _server.Resume();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
